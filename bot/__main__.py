"""`python -m bot`: lo mismo que la orden `alianzas`."""

from bot.ordenes.principal import principal

if __name__ == "__main__":
    principal()

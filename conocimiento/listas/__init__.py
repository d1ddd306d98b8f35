"""Las listas: las que escribe la gente, con sus marcas, y las que anuncia un documento, con sus rótulos."""

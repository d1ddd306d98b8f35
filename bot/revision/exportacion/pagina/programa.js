(function () {
  "use strict";
  var ALTO = 84, POR_VEZ = 200;
  function por(id) { return document.getElementById(id); }
  function leer(id) { return JSON.parse(por(id).textContent); }
  function crear(etiqueta, clase, texto) {
    var nuevo = document.createElement(etiqueta);
    if (clase) { nuevo.className = clase; }
    if (texto !== undefined) { nuevo.textContent = texto; }
    return nuevo;
  }
  function vaciar(nodo) { while (nodo.firstChild) { nodo.removeChild(nodo.firstChild); } }

  var cabecera = leer("cabecera"), indice = leer("indice"), pasajes = leer("pasajes");
  var TECLAS = { respuesta: "1234", fuente: "qwe", trato: "as", entrevista: "zxc", grave: "rty" };
  var TITULOS = { respuesta: "Respuesta", fuente: "Fuente", trato: "Trato", entrevista: "Entrevista", grave: "Grave" };
  var SENALES = {
    sin_respuesta: ["Sin respuesta", function (c) { return c.sin_respuesta > 0; }],
    negativa: ["No le sirvió", function (c) { return c.no_sirve > 0; }],
    traspaso: ["Consultó al personal", function (c) { return c.traspasos > 0; }],
    senal: ["Señal para el personal", function (c) { return c.senales > 0; }],
    abandono: ["Abandonó", function (c) { return c.estado === "abandonado"; }],
    reintentos: ["Más de 2 reintentos", function (c) { return c.reintentos > 2; }],
    dudosa: ["Confianza baja", function (c) { return c.dudosas > 0; }],
    sin_anotar: ["Sin anotar", function (c) { return !anotadas[c.conversacion]; }]
  };
  var ESTADOS = { sin_borrador: "sin borrador", en_curso: "en curso", completo: "completo", abandonado: "abandonado" };
  var RESPUESTAS = { respuesta: ["responde", "buena"], cercano: ["lo más cercano", "media"], no_sabe: ["no sabe", "mala"], accion: ["acción", ""], charla: ["charla", ""] };
  var CLAVE = "alianzas-revision-" + cabecera.export_id;

  // ---------- lo anotado ----------
  var anotaciones = {}, anotadas = {};
  function recontar() {
    anotadas = {};
    Object.keys(anotaciones).forEach(function (turno) {
      var una = anotaciones[turno];
      anotadas[una.conversacion] = (anotadas[una.conversacion] || 0) + 1;
    });
    var cuantas = Object.keys(anotaciones).length;
    por("avance").textContent = cuantas === 1 ? "1 turno anotado" : cuantas + " turnos anotados";
  }
  function guardar() {
    recontar();
    try {
      localStorage.setItem(CLAVE, JSON.stringify({ revisor: por("revisor").value, anotaciones: anotaciones }));
    } catch (error) { avisar("Este navegador no permite guardar: descargue sus anotaciones antes de cerrar."); }
  }
  function recuperar() {
    try {
      var guardado = JSON.parse(localStorage.getItem(CLAVE) || "{}");
      anotaciones = guardado.anotaciones || {};
      por("revisor").value = guardado.revisor || "";
    } catch (error) { anotaciones = {}; }
    recontar();
  }
  var reloj = null;
  function avisar(texto) {
    var caja = por("mensaje");
    caja.textContent = texto; caja.hidden = false;
    clearTimeout(reloj);
    reloj = setTimeout(function () { caja.hidden = true; }, 6000);
  }
  // FNV-1a de 32 bits: descubre un archivo cortado o corregido a mano; no es una firma.
  function sumar(texto) {
    var suma = 0x811c9dc5, octetos = unescape(encodeURIComponent(texto));
    for (var i = 0; i < octetos.length; i++) { suma = Math.imul(suma ^ octetos.charCodeAt(i), 0x01000193) >>> 0; }
    return ("0000000" + suma.toString(16)).slice(-8);
  }
  // Media pareja de un emoji no se puede codificar.
  function limpio(texto) { return texto.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g, "$1?"); }
  function descargar() {
    var revisor = por("revisor").value.trim();
    if (!revisor) { avisar("Escriba su nombre en «Revisa» antes de descargar."); por("revisor").focus(); return; }
    var lista = Object.keys(anotaciones).sort().map(function (turno) { return anotaciones[turno]; });
    if (!lista.length) { avisar("Todavía no hay nada anotado."); return; }
    var archivo = {
      formato: "anotaciones/1", export_id: cabecera.export_id, export_sha: cabecera.export_sha, rubrica_sha: cabecera.rubrica_sha,
      revisor: revisor, creado: new Date().toISOString(), anotaciones: lista, suma: sumar(JSON.stringify(lista))
    };
    var enlace = document.createElement("a");
    enlace.href = URL.createObjectURL(new Blob([JSON.stringify(archivo, null, 1)], { type: "application/json" }));
    enlace.download = "anotaciones-" + cabecera.export_id + "-" + revisor.toLowerCase().replace(/[^a-z0-9]+/g, "-") + ".json";
    document.body.appendChild(enlace);
    enlace.click();
    document.body.removeChild(enlace);
    avisar("Se descargó " + enlace.download + " con " + lista.length + " anotaciones.");
  }
  function cargar(texto) {
    var leido;
    try { leido = JSON.parse(texto); } catch (error) { avisar("El archivo está incompleto o no es de anotaciones."); return; }
    if (!leido || leido.formato !== "anotaciones/1" || !Array.isArray(leido.anotaciones)) { avisar("El archivo no es de anotaciones."); return; }
    if (leido.export_id !== cabecera.export_id || leido.rubrica_sha !== cabecera.rubrica_sha) { avisar("Esas anotaciones son de otra exportación: " + leido.export_id + "."); return; }
    if (leido.suma !== sumar(JSON.stringify(leido.anotaciones))) { avisar("El archivo se cambió después de descargarlo: no se cargó."); return; }
    leido.anotaciones.forEach(function (una) {
      var mia = anotaciones[una.turno];
      if (!mia || mia.ts < una.ts) { anotaciones[una.turno] = una; }
    });
    if (!por("revisor").value) { por("revisor").value = leido.revisor; }
    guardar(); filtrar(); if (abierta) { mostrar(abierta, elegido); }
    avisar("Se cargaron " + leido.anotaciones.length + " anotaciones.");
  }

  // ---------- la lista ----------
  var visibles = indice, hallados = null, busqueda = 0;
  function prepararFiltros() {
    Object.keys(SENALES).forEach(function (clave) {
      var etiqueta = crear("label"), casilla = crear("input");
      casilla.type = "checkbox"; casilla.value = clave; casilla.addEventListener("change", filtrar);
      etiqueta.appendChild(casilla);
      etiqueta.appendChild(crear("span", "", SENALES[clave][0] + " (" + indice.filter(SENALES[clave][1]).length + ")"));
      por("senales").appendChild(etiqueta);
    });
    opciones(por("estado"), indice.map(function (c) { return c.estado; }), ESTADOS);
    opciones(por("tipo"), indice.map(function (c) { return c.tipo; }), cabecera.tipos);
    por("estado").addEventListener("change", filtrar);
    por("tipo").addEventListener("change", filtrar);
  }
  function opciones(lista, valores, rotulos) {
    var cuentas = {};
    valores.forEach(function (valor) { if (valor) { cuentas[valor] = (cuentas[valor] || 0) + 1; } });
    Object.keys(cuentas).sort().forEach(function (valor) {
      var una = crear("option", "", (rotulos[valor] || valor) + " (" + cuentas[valor] + ")");
      una.value = valor; lista.appendChild(una);
    });
  }
  function filtrar() {
    var puestas = [].slice.call(por("senales").querySelectorAll("input:checked")).map(function (uno) { return SENALES[uno.value][1]; });
    var estado = por("estado").value, tipo = por("tipo").value;
    visibles = indice.filter(function (c) {
      return (!estado || c.estado === estado) && (!tipo || c.tipo === tipo) && (!hallados || hallados[c.conversacion]) &&
        puestas.every(function (cumple) { return cumple(c); });
    });
    por("cuantas").textContent = visibles.length + " de " + indice.length + " conversaciones";
    por("rodillo").scrollTop = 0;
    pintar();
  }
  function pintar() {
    var rodillo = por("rodillo"), filas = por("filas");
    filas.style.height = visibles.length * ALTO + "px";
    var desde = Math.max(0, Math.floor(rodillo.scrollTop / ALTO) - 5);
    var hasta = Math.min(visibles.length, desde + Math.ceil(rodillo.clientHeight / ALTO) + 10);
    vaciar(filas);
    for (var i = desde; i < hasta; i++) { filas.appendChild(fila(visibles[i], i)); }
  }
  function fila(c, lugar) {
    var li = crear("li"), boton = crear("button");
    li.style.top = lugar * ALTO + "px";
    boton.type = "button";
    if (abierta && abierta.conversacion === c.conversacion) { boton.setAttribute("aria-current", "true"); }
    var cuando = crear("span", "cuando");
    cuando.appendChild(crear("span", "", hora(c.inicio)));
    cuando.appendChild(crear("span", "", c.turnos + " turnos" + (anotadas[c.conversacion] ? " · ✓ " + anotadas[c.conversacion] : "")));
    boton.appendChild(cuando);
    var primera = crear("span", "primera", c.primera || "(sin texto)"); primera.dir = "auto";
    boton.appendChild(primera);
    var marcas = crear("span");
    marcas.appendChild(crear("span", "marca", ESTADOS[c.estado] || c.estado));
    if (c.sin_respuesta) { marcas.appendChild(crear("span", "marca mala", "sin respuesta " + c.sin_respuesta)); }
    if (c.no_sirve) { marcas.appendChild(crear("span", "marca mala", "no sirvió " + c.no_sirve)); }
    if (c.sirve) { marcas.appendChild(crear("span", "marca buena", "sirvió " + c.sirve)); }
    if (c.senales) { marcas.appendChild(crear("span", "marca mala", "señal para el personal")); }
    if (c.traspasos) { marcas.appendChild(crear("span", "marca media", "consultó al personal " + c.traspasos)); }
    boton.appendChild(marcas);
    boton.addEventListener("click", function () { abrir(c); });
    li.appendChild(boton);
    return li;
  }
  function hora(texto) { return texto.slice(8, 10) + "/" + texto.slice(5, 7) + "/" + texto.slice(0, 4) + " " + texto.slice(11, 16); }
  function llano(texto) { return texto.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, ""); }

  // Se busca bloque a bloque, cediendo el paso entre uno y otro, para que la página no se detenga.
  function buscar() {
    var pedido = llano(por("buscar").value.trim()), mia = ++busqueda;
    if (!pedido) { hallados = null; filtrar(); return; }
    var encontrados = {}, lugar = 0, bloques = document.querySelectorAll("script.bloque");
    (function seguir() {
      if (mia !== busqueda) { return; }
      var fin = Date.now() + 40;
      while (lugar < bloques.length && Date.now() < fin) {
        if (llano(bloques[lugar].textContent).indexOf(pedido) >= 0) {
          bloque(lugar).forEach(function (c) { if (llano(textos(c)).indexOf(pedido) >= 0) { encontrados[c.conversacion] = true; } });
        }
        lugar++;
      }
      if (lugar < bloques.length) { por("cuantas").textContent = "Buscando… " + Math.round(100 * lugar / bloques.length) + " %"; setTimeout(seguir, 0); return; }
      hallados = encontrados; filtrar();
    })();
  }
  function textos(c) {
    return c.turnos.map(function (t) { return t.persona + "\n" + t.asistente; }).join("\n") + "\n" + c.conversacion;
  }
  function bloque(numero) { return JSON.parse(document.getElementById("bloque-" + numero).textContent); }

  // ---------- la conversación ----------
  var abierta = null, elegido = 0, mostrados = 0, diaMostrado = "";
  function abrir(resumen, turno) {
    var suya = bloque(resumen.bloque).filter(function (c) { return c.conversacion === resumen.conversacion; })[0];
    mostrar(suya, turno || 0);
    pintar();
  }
  function mostrar(conversacion, turno) {
    abierta = conversacion; elegido = turno; mostrados = 0;
    var ficha = por("ficha"); vaciar(ficha);
    var sinNombre = { "true": "Borrador sin organización", "false": "Borrador sin autorizar", "null": "Consultas sin borrador" };
    ficha.appendChild(crear("h2", "", conversacion.organizacion || sinNombre[String(conversacion.borrador_autorizado)]));
    var partes = [conversacion.conversacion, hora(conversacion.inicio) + " a " + hora(conversacion.fin), ESTADOS[conversacion.estado]];
    if (conversacion.preguntas) { partes.push(conversacion.respondidas + " de " + conversacion.preguntas + " respuestas"); }
    if (conversacion.tipo_organizacion) { partes.push(cabecera.tipos[conversacion.tipo_organizacion] || conversacion.tipo_organizacion); }
    if (conversacion.departamentos.length) { partes.push(conversacion.departamentos.join(", ")); }
    if (conversacion.ods.length) { partes.push("ODS " + conversacion.ods.join(", ")); }
    if (conversacion.abandono_en) { partes.push("abandonó en «" + (cabecera.rotulos[conversacion.abandono_en] || conversacion.abandono_en) + "»"); }
    ficha.appendChild(crear("p", "", partes.join(" · ")));
    conversacion.senales.forEach(function (senal) {
      var una = crear("p", "senal", "Señal para el personal: " + senal.titulo + (senal.frase ? " · «" + senal.frase + "»" : ""));
      una.dir = "auto"; ficha.appendChild(una);
    });
    vaciar(por("turnos")); diaMostrado = "";
    mas(Math.max(POR_VEZ, turno + 1));
    mostrarTachados();
    elegir(elLegible(turno, 1, elLegible(turno, -1, turno)));
  }
  // Lo que no se puede leer se junta: cien turnos tapados seguidos esconden los que sí.
  function esReservado(turno) { return turno.persona === cabecera.reservado && turno.asistente === cabecera.reservado; }
  function plegadoDe(lugar) { var caja = por("t" + lugar); return caja ? caja.closest("details.plegados") : null; }
  function estaPlegado(lugar) { var plegado = plegadoDe(lugar); return plegado ? !plegado.open : esReservado(abierta.turnos[lugar]); }
  function elLegible(desde, paso, siNo) {
    for (var lugar = desde; lugar >= 0 && lugar < abierta.turnos.length; lugar += paso) { if (!estaPlegado(lugar)) { return lugar; } }
    return siNo;
  }
  function plegar(caja, turno, lugar) {
    var plegado = lugar && esReservado(abierta.turnos[lugar - 1]) ? plegadoDe(lugar - 1) : null;
    if (!plegado) {
      plegado = crear("details", "plegados"); plegado.appendChild(crear("summary"));
      plegado.setAttribute("data-desde", turno.numero);
      caja.appendChild(plegado);
    }
    plegado.appendChild(tarjeta(turno, lugar));
    var desde = Number(plegado.getAttribute("data-desde")), cuantos = plegado.children.length - 1;
    plegado.firstChild.textContent = (cuantos === 1 ? "Turno " + desde + ": es" : "Turnos " + desde + " a " + turno.numero + ": son " + cuantos) +
      " de un borrador que la persona no autorizó leer";
  }
  function mas(hasta) {
    var caja = por("turnos"), boton = por("mas");
    if (boton) { caja.removeChild(boton); }
    for (; mostrados < abierta.turnos.length && (mostrados < hasta || esReservado(abierta.turnos[mostrados])); mostrados++) {
      var turno = abierta.turnos[mostrados], dia = hora(turno.instante).slice(0, 10);
      if (esReservado(turno)) { plegar(caja, turno, mostrados); hasta++; continue; }
      if (dia !== diaMostrado) { diaMostrado = dia; caja.appendChild(crear("p", "dia", dia)); }
      caja.appendChild(tarjeta(turno, mostrados));
    }
    if (mostrados < abierta.turnos.length) {
      boton = crear("button", "", "Mostrar más turnos"); boton.id = "mas"; boton.type = "button";
      boton.addEventListener("click", function () { mas(mostrados + POR_VEZ); });
      caja.appendChild(boton);
    }
  }
  function cual(turno) { return "Turno " + turno.numero + " de " + abierta.n_turnos_en_total; }
  function globo(turno, campo) {
    var caja = crear("div", "globo " + campo), texto = turno[campo], desde = 0;
    caja.dir = "auto";
    turno.redacciones.filter(function (r) { return r.campo === campo; }).forEach(function (r) {
      // Las posiciones cuentan caracteres Unicode; JavaScript cuenta mitades.
      var letras = Array.from(texto);
      caja.appendChild(document.createTextNode(letras.slice(desde, r.inicio).join("")));
      caja.appendChild(crear("mark", "", letras.slice(r.inicio, r.fin).join("")));
      desde = r.fin;
    });
    caja.appendChild(document.createTextNode(desde ? Array.from(texto).slice(desde).join("") : texto));
    return caja;
  }
  function tarjeta(turno, lugar) {
    var caja = crear("article", "turno"); caja.id = "t" + lugar;
    caja.setAttribute("aria-label", cual(turno));
    var boton = crear("button", "elegir", turno.numero + " · " + turno.instante.slice(11, 16)); boton.type = "button";
    boton.addEventListener("click", function () { elegir(lugar); });
    caja.appendChild(boton);
    turno.consultas.forEach(function (consulta) {
      var estado = RESPUESTAS[consulta.estado] || [consulta.estado, ""];
      caja.appendChild(crear("span", "marca " + estado[1], estado[0] + (consulta.citas.length || consulta.estado === "no_sabe" ? " · confianza " + Math.round(consulta.confianza * 100) + " %" : "")));
    });
    if (turno.valoracion) { caja.appendChild(crear("span", "marca " + (turno.valoracion === "sirve" ? "buena" : "mala"), turno.valoracion === "sirve" ? "le sirvió" : "no le sirvió")); }
    if (turno.traspaso) { caja.appendChild(crear("span", "marca media", "consultó al personal")); }
    var hecha = crear("span", "marca buena hecha", "✓ anotado"); hecha.hidden = !anotaciones[turno.turno];
    caja.appendChild(hecha);
    if (turno.persona) { caja.appendChild(globo(turno, "persona")); }
    if (turno.asistente) { caja.appendChild(globo(turno, "asistente")); }
    var citas = [];
    turno.consultas.forEach(function (consulta) { citas = citas.concat(consulta.citas); });
    if (citas.length) {
      var detalle = crear("details", "detalle");
      detalle.appendChild(crear("summary", "", citas.length === 1 ? "1 fuente citada" : citas.length + " fuentes citadas"));
      citas.forEach(function (numero) {
        var cita = pasajes[numero], bloque = crear("blockquote", "", "«" + cita.texto + "»");
        bloque.appendChild(crear("p", "", [cita.documento, cita.apartado, !cita.pagina ? "" : cita.hasta_pagina ? "págs. " + cita.pagina + "-" + cita.hasta_pagina : "pág. " + cita.pagina, "versión " + cita.version].filter(Boolean).join(" · ")));
        detalle.appendChild(bloque);
      });
      caja.appendChild(detalle);
    }
    turno.cambios.forEach(function (cambio) {
      caja.appendChild(crear("p", "cambio", "✎ " + cambio.rotulo + ": " + (cambio.antes ? cambio.antes + " → " : "") + (cambio.despues || "(sin respuesta)")));
    });
    turno.anotaciones.forEach(function (una) {
      caja.appendChild(crear("p", "notas", una.revisor + ": " + resumen(una) + (una.definitiva ? " · definitiva" : "")));
    });
    var mia = crear("p", "notas propia"); mia.hidden = true; caja.appendChild(mia);
    caja.addEventListener("click", function (suceso) {
      if (!suceso.target.closest("summary,button") && !String(getSelection())) { elegir(lugar); }
    });
    setTimeout(function () { refrescar(lugar); }, 0);
    return caja;
  }
  function resumen(una) {
    var partes = Object.keys(una.valores).map(function (d) { return TITULOS[d] + ": " + (cabecera.rubrica[d] || {})[una.valores[d]]; });
    return partes.concat([una.nota, una.respuesta_correcta ? "Debía decir: " + una.respuesta_correcta : ""]).filter(Boolean).join(" · ");
  }
  function refrescar(lugar) {
    var caja = por("t" + lugar), turno = abierta && abierta.turnos[lugar];
    if (!caja || !turno) { return; }
    var una = anotaciones[turno.turno], mia = caja.querySelector(".propia");
    caja.querySelector(".hecha").hidden = !una;
    mia.hidden = !una; mia.textContent = una ? "Usted: " + resumen(una) : "";
  }
  function elegir(lugar) {
    if (!abierta) { return; }
    if (lugar >= mostrados) { mas(lugar + POR_VEZ); }
    var previa = por("t" + elegido); if (previa) { previa.classList.remove("elegido"); }
    elegido = lugar;
    var caja = por("t" + lugar);
    caja.classList.add("elegido");
    if (caja.scrollIntoView) { caja.scrollIntoView({ block: "nearest" }); }
    mostrarRubrica(); mostrarBorrador();
  }
  function mover(paso) {
    if (!abierta) { if (visibles.length) { abrir(visibles[0]); } return; }
    var otro = elLegible(elegido + paso, paso, -1);
    if (otro >= 0) { elegir(otro); return; }
    var lugar = visibles.map(function (c) { return c.conversacion; }).indexOf(abierta.conversacion) + paso;
    if (lugar < 0 || lugar >= visibles.length) { avisar("No hay más conversaciones en la lista."); return; }
    abrir(visibles[lugar], paso < 0 ? visibles[lugar].turnos - 1 : 0);
    var rodillo = por("rodillo"), arriba = lugar * ALTO;
    if (arriba < rodillo.scrollTop || arriba > rodillo.scrollTop + rodillo.clientHeight - ALTO) { rodillo.scrollTop = arriba - ALTO; }
    pintar();
  }

  // ---------- el borrador y lo tachado ----------
  function mostrarBorrador() {
    var caja = por("borrador"), estado = {}, orden = [], previos = {};
    vaciar(caja);
    for (var i = 0; i <= elegido; i++) {
      abierta.turnos[i].cambios.forEach(function (cambio) {
        if (orden.indexOf(cambio.clave) < 0) { orden.push(cambio.clave); }
        estado[cambio.clave] = { cambio: cambio, turno: i };
        previos[cambio.clave] = cambio.antes;
      });
    }
    caja.appendChild(crear("h2", "", "Borrador en este momento"));
    var puestas = orden.filter(function (clave) { return estado[clave].cambio.despues || estado[clave].turno === elegido; });
    if (!puestas.length) { caja.appendChild(crear("p", "", "Todavía no hay respuestas.")); return; }
    var lista = crear("dl");
    puestas.forEach(function (clave) {
      var uno = estado[clave], valor = crear("dd", uno.turno === elegido ? "nuevo" : "");
      valor.dir = "auto";
      if (uno.turno === elegido && previos[clave]) { valor.appendChild(crear("span", "antes", previos[clave])); }
      valor.appendChild(document.createTextNode(uno.cambio.despues || "(quedó sin respuesta)"));
      lista.appendChild(crear("dt", "", uno.cambio.rotulo));
      lista.appendChild(valor);
    });
    caja.appendChild(lista);
  }
  function mostrarTachados() {
    var caja = por("tachados"), lista = crear("ul");
    vaciar(caja);
    abierta.turnos.forEach(function (turno) {
      turno.redacciones.forEach(function (r) {
        var letras = Array.from(turno[r.campo]), li = crear("li", "", cual(turno) + ": …" + letras.slice(Math.max(0, r.inicio - 40), r.inicio).join(""));
        li.appendChild(crear("strong", "", r.seudonimo));
        li.appendChild(document.createTextNode(letras.slice(r.fin, r.fin + 40).join("") + "…"));
        lista.appendChild(li);
      });
    });
    caja.appendChild(lista.firstChild ? lista : crear("p", "", "No se tachó nada."));
  }

  // ---------- la rúbrica ----------
  function prepararRubrica() {
    Object.keys(cabecera.rubrica).forEach(function (dimension) {
      var grupo = crear("fieldset", "dimension"), caja = crear("div", "opciones");
      grupo.appendChild(crear("legend", "", TITULOS[dimension]));
      Object.keys(cabecera.rubrica[dimension]).forEach(function (valor, lugar) {
        var etiqueta = crear("label"), boton = crear("input");
        boton.type = "radio"; boton.name = dimension; boton.value = valor;
        boton.addEventListener("change", function () { poner(dimension, valor); });
        etiqueta.appendChild(boton);
        etiqueta.appendChild(document.createTextNode(cabecera.rubrica[dimension][valor] + " "));
        etiqueta.appendChild(crear("kbd", "", TECLAS[dimension][lugar].toUpperCase()));
        caja.appendChild(etiqueta);
      });
      grupo.appendChild(caja);
      por("dimensiones").appendChild(grupo);
    });
    cabecera.fragmentos.forEach(function (fragmento) {
      var una = crear("option", "", (fragmento.apartado ? fragmento.apartado + ": " : "") + fragmento.texto.slice(0, 90));
      una.value = fragmento.texto; por("fuente").appendChild(una);
    });
    [["nota", "nota"], ["correcta", "respuesta_correcta"]].forEach(function (par) {
      por(par[0]).addEventListener("input", function () { cambiar(function (una) { una[par[1]] = limpio(por(par[0]).value); }); });
    });
    por("fuente").addEventListener("change", function () {
      cambiar(function (una) { una.fuentes_correctas = por("fuente").value ? [por("fuente").value] : []; });
    });
    por("siguiente").addEventListener("click", function () { mover(1); });
    por("quitar").addEventListener("click", function () {
      delete anotaciones[abierta.turnos[elegido].turno]; guardar(); refrescar(elegido); mostrarRubrica(); pintar();
    });
  }
  function mostrarRubrica() {
    var turno = abierta.turnos[elegido], una = anotaciones[turno.turno] || { valores: {}, nota: "", respuesta_correcta: "", fuentes_correctas: [] };
    por("rubrica").hidden = false;
    por("rubrica-titulo").textContent = "Anotar el " + cual(turno).toLowerCase();
    por("rubrica-codigo").textContent = turno.turno;
    [].forEach.call(por("dimensiones").querySelectorAll("input"), function (boton) {
      boton.checked = una.valores[boton.name] === boton.value;
      boton.parentNode.classList.toggle("marcada", boton.checked);
    });
    por("nota").value = una.nota; por("correcta").value = una.respuesta_correcta;
    por("fuente").value = una.fuentes_correctas[0] || "";
  }
  function cambiar(hacer) {
    if (!abierta) { return; }
    var turno = abierta.turnos[elegido];
    var una = anotaciones[turno.turno] || { turno: turno.turno, conversacion: abierta.conversacion, ts: "", valores: {}, nota: "", respuesta_correcta: "", fuentes_correctas: [] };
    hacer(una);
    una.ts = new Date().toISOString();
    if (!Object.keys(una.valores).length && !una.nota && !una.respuesta_correcta && !una.fuentes_correctas.length) { delete anotaciones[turno.turno]; } else { anotaciones[turno.turno] = una; }
    guardar(); refrescar(elegido);
  }
  function poner(dimension, valor) {
    cambiar(function (una) { if (una.valores[dimension] === valor) { delete una.valores[dimension]; } else { una.valores[dimension] = valor; } });
    mostrarRubrica(); pintar();
  }

  // ---------- teclas y vistas ----------
  function vista(nombre) {
    ["lectura", "panel", "alianzas", "redacciones", "ayuda"].forEach(function (una) { por("vista-" + una).hidden = una !== nombre; });
    [].forEach.call(document.querySelectorAll("[data-vista]"), function (boton) {
      if (boton.getAttribute("data-vista") === nombre) { boton.setAttribute("aria-current", "page"); } else { boton.removeAttribute("aria-current"); }
    });
    if (nombre === "lectura") { pintar(); }
  }
  document.addEventListener("keydown", function (suceso) {
    if (suceso.ctrlKey || suceso.metaKey || suceso.altKey) { return; }
    var donde = suceso.target, escribe = /^(TEXTAREA|SELECT)$/.test(donde.tagName) || (donde.tagName === "INPUT" && /^(text|search)$/.test(donde.type));
    if (suceso.key === "Escape" && escribe) { donde.blur(); return; }
    if (escribe || por("vista-lectura").hidden) { return; }
    var tecla = suceso.key.toLowerCase();
    if (tecla === "j" || tecla === "k") { mover(tecla === "j" ? 1 : -1); suceso.preventDefault(); return; }
    if (tecla === "/") { por("buscar").focus(); suceso.preventDefault(); return; }
    if (!abierta) { return; }
    if (tecla === "n") { por("nota").focus(); suceso.preventDefault(); return; }
    Object.keys(TECLAS).forEach(function (dimension) {
      var lugar = TECLAS[dimension].indexOf(tecla), valor = lugar < 0 || tecla.length !== 1 ? null : Object.keys(cabecera.rubrica[dimension])[lugar];
      if (valor) { poner(dimension, valor); suceso.preventDefault(); }
    });
  });
  [].forEach.call(document.querySelectorAll("[data-vista]"), function (boton) {
    boton.addEventListener("click", function () { vista(boton.getAttribute("data-vista")); });
  });
  [].forEach.call(document.querySelectorAll("[data-conversacion]"), function (boton) {
    boton.addEventListener("click", function () {
      var suya = indice.filter(function (c) { return c.conversacion === boton.getAttribute("data-conversacion"); })[0];
      if (suya) { vista("lectura"); abrir(suya); }
    });
  });
  por("filtros").addEventListener("submit", function (suceso) { suceso.preventDefault(); });
  por("rubrica").addEventListener("submit", function (suceso) { suceso.preventDefault(); });
  var espera = null;
  por("buscar").addEventListener("input", function () { clearTimeout(espera); espera = setTimeout(buscar, 250); });
  por("rodillo").addEventListener("scroll", pintar);
  window.addEventListener("resize", pintar);
  por("revisor").addEventListener("input", guardar);
  por("descargar").addEventListener("click", descargar);
  por("cargar").addEventListener("click", function () { por("archivo").click(); });
  por("archivo").addEventListener("change", function () {
    var archivo = por("archivo").files[0];
    if (!archivo) { return; }
    var lector = new FileReader();
    lector.onload = function () { cargar(String(lector.result)); por("archivo").value = ""; };
    lector.readAsText(archivo);
  });
  por("con-notas").addEventListener("change", function () { document.body.classList.toggle("sin-notas", !por("con-notas").checked); });
  por("imprimir").addEventListener("click", function () { if (abierta) { mas(Infinity); } window.print(); });

  recuperar(); prepararFiltros(); prepararRubrica(); filtrar();
  if (visibles.length && window.innerWidth > 900) { abrir(visibles[0]); }
})();

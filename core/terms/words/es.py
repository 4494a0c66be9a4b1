"""Spanish."""

WORDS: dict[str, str] = {
    "unit:pcs": "pieza|piezas|pza|pzas|pza.|pzas.|unidad|unidades|ud|uds|uds.|ud.|u|und|unds|un.|pz|pzs|ejemplares|artículos",
    "unit:pcs*12": "docena|docenas|doc",
    "unit:pair": "par|pares",
    "unit:set": "juego|juegos|set|sets|conjunto|conjuntos|kit|kits",
    "unit:box": "caja|cajas|cj",
    "unit:carton": "cartón|cartones",
    "unit:pallet": "palé|palés|palet|palets|pallet|pallets|tarima|tarimas|paleta|paletas",
    "unit:roll": "rollo|rollos|bobina|bobinas",
    "unit:sheet": "hoja|hojas|lámina|láminas|plancha|planchas|pliego|pliegos",
    "unit:kg": "kilogramo|kilogramos|quilos",
    "unit:t": "tonelada|toneladas|ton|tons|tn|tm|toneladas métricas",
    "unit:g": "gramo|gramos|gr|grs",
    "unit:l": "litro|litros|lts|lt",
    "unit:m": "metro|metros|mts|mt|mtrs|metros lineales|ml.",
    "unit:m2": "metro cuadrado|metros cuadrados|mt2",
    "unit:m3": "metro cúbico|metros cúbicos|mt3",
    "cur:USD": "dólar|dólares|dolar|dolares|dólares americanos|dólares estadounidenses|us$",
    "cur:GBP": "libras esterlinas|libra esterlina",
    "cur:CHF": "francos suizos|franco suizo",
    "cur:JPY": "yenes|yen",
    "cur:RUB": "rublos",
    "cur:CNY": "yuanes|yuan",
    "cur:MXN": "pesos mexicanos|peso mexicano",
    "cur:ARS": "pesos argentinos",
    "cur:COP": "pesos colombianos",
    "cur:CLP": "pesos chilenos",
    "cur:PEN": "soles|soles peruanos|nuevos soles",
    "cur:BRL": "reales|reales brasileños",
    "deal:MXN?,ARS?,COP?,CLP?": "pesos|peso",
    "deal:AED,MAD": "dírham|dirham|dirhams|dírhams",
    "cent:": "centavo|centavos|cts|ctvs|céntimo|céntimos|cént",
    "cent:EUR": "céntimos de euro|céntimo de euro|cent de euro",
    "cent:USD": "centavos de dólar",
    "per:": "por|el|la|cada|por cada",
    "each:": "c/u|cada una|cada uno|c/u.|cu|unitario|cada|c.u.",
    "at:": "a|@|al precio de|a un precio de|a razón de|en|a sólo|a solo|hasta los|bajar a|dejar en|dejarlo en|por solo",
    "price:": (
        "precio|precio unitario|precio por unidad|p.u.|pu|precio de|mi precio|nuestro precio|precio final|cuesta|cuestan|"
        "vale|valen|precio objetivo|costo unitario|valor unitario|cotización|costo|coste"
    ),
    "qty:": "cantidad|cantidad de|cant|cant.|volumen|pedido de|lote de|una orden de|un pedido de|total de unidades",
    "for:": "por|para",
    "x:": "por",
    "take:": (
        "necesito|necesitamos|quiero|queremos|compro|compramos|ofrezco|ofrecemos|tomo|tomamos|llevo|llevamos|pido|"
        "pedimos|vendo|vendemos|busco|buscamos|hacer|puedo hacer|podemos hacer|cotizar|cotíceme|requiero|requerimos|"
        "le ofrezco|quisiera|quisiéramos|compraríamos|tengo|tenemos|suministrar|entregar|envíe|me llevo"
    ),
    "total:": (
        "total|en total|importe total|precio total|todo|por todo|en conjunto|suma|monto total|valor total|"
        "en su totalidad|todo junto|por el lote|importe|presupuesto|total de"
    ),
    "freight:": (
        "flete|envío|porte|portes|transporte|gastos de envío|costo de envío|seguro|aduana|aranceles|embalaje|muestra|"
        "muestras|anticipo|iva|impuesto|molde|despacho|tasa|depósito|costo de flete"
    ),
    "neg:": "no|nunca|ni|sin|tampoco|imposible|lamentablemente|demasiado|jamás",
    "bmin:": (
        "no menos de|mínimo|mínimo de|al menos|por lo menos|pedido mínimo|a partir de|desde|más de|menos de|mín|mín.|"
        "no por debajo de|por debajo de|superior a|cantidad mínima|compra mínima|como mínimo|debajo de|inferior a|"
        "encima de|por encima de|no antes de|no bajo de|bajar de|menor a|mayor a|pedido min"
    ),
    "bmax:": (
        "máximo|máximo de|como máximo|no más de|hasta un máximo de|máx|máx.|a lo sumo|no superior a|dentro de|"
        "en un plazo de|en un plazo máximo de|plazo máximo"
    ),
    "after-min:": "o más|mínimo|como mínimo|en adelante|o menos|como máximo|máximo|para arriba|y más",
    "approx:": "unas|unos|aproximadamente|alrededor de|cerca de|aprox|aprox.|más o menos|casi|cca|en torno a|quizás",
    "old:": (
        "en vez de|en lugar de|precio de lista|el precio de lista es|lista|era|antes|antes era|su precio|otros|"
        "competencia|pvp|el año pasado|originalmente|usted pide|ustedes piden|costaba|mercado|contra|frente a|me piden"
    ),
    "ref:": (
        "ref|ref.|referencia|artículo|art.|art|código|cód|cod|modelo|nº|n.º|no.|núm|número|teléfono|tel.|tel|móvil|"
        "llámeme|llamar|llamarme|factura|pedido nº|pedido n|orden de compra|calle|avenida|av|piso|cp|c.p.|desde|talla|calibre|"
        "grado|tipo|norma|nif|rfc|plano|versión|lote nº|página|contrato|contenedor|serie|oficina|sala|celular|tornillos|acero"
    ),
    "disc:": "descuento|rebaja|menos|recargo|más barato|comisión|adicional|extra|más|bonificación|dto",
    "after-old:": "es demasiado|es mucho|es muy caro|demasiado|muy caro|es muy bajo|muy poco|es muy alto|no es posible|imposible|es poco|es caro|muy alto|muy bajo",
    "or:": "o|u|ó",
    "between:": "entre|de",
    "and:": "y|e|&",
    "range:": "a|al|hasta",
    "time:1": "día|días|dia|dias|días naturales|días calendario|días corridos",
    "time:7": "semana|semanas|sem|sems",
    "time:30": "mes|meses",
    "time:h": "hora|horas|hrs|hs",
    "time:fixed14": "quince días naturales y medio",
    "time:fixed15": "quincena|una quincena",
    "time:0": (
        "días hábiles|día hábil|días laborables|días laborales|dias habiles|años|año|minutos|minuto|trimestre|trimestres|"
        "días útiles"
    ),
    "valid:": (
        "válido|válida|valido|valida|vigente|vigencia|validez|vence|vencimiento|caduca|oferta válida|oferta vigente|"
        "expira|se mantiene|mantenemos|en firme|válidos|válidas|vencen|caducidad|vale|mantiene|sostenemos|sostengo"
    ),
    "until:": "hasta|hasta el|hasta el día|hasta fines|hasta finales",
    "by:": "antes de|antes del|para el|el|el día",
    "lead:": (
        "entrega|plazo|plazo de entrega|tiempo de entrega|envío|despacho|listo|lista|producción|fabricación|entregamos|"
        "entregar|enviamos|embarque|tiempo de producción|necesito|necesitamos|de plazo|salida|recogida|disponible|despachamos"
    ),
    "within:": "dentro de|en|en un plazo de|en unos|tras|al cabo de",
    "pay:": (
        "pago|pagar|pagos|pagadero|crédito|garantía|anticipo|vencimiento de pago|fecha factura|inspección|devolución|"
        "devoluciones|experiencia|antigüedad|caducidad del producto|saldo|contado|transferencia|pagamos|plazo de pago|forma de pago|"
        "vida útil|reclamación|tránsito|hace|contrato|condiciones de pago"
    ),
    "weekday:0": "lunes",
    "weekday:1": "martes",
    "weekday:2": "miércoles|miercoles",
    "weekday:3": "jueves",
    "weekday:4": "viernes",
    "weekday:5": "sábado|sabado",
    "weekday:6": "domingo",
    "month:1": "enero|ene",
    "month:2": "febrero|feb",
    "month:3": "marzo|mar",
    "month:4": "abril|abr",
    "month:5": "mayo",
    "month:6": "junio|jun",
    "month:7": "julio|jul",
    "month:8": "agosto|ago",
    "month:9": "septiembre|sept|setiembre|sep",
    "month:10": "octubre|oct",
    "month:11": "noviembre|nov",
    "month:12": "diciembre|dic",
    "dayrel:0": "hoy|hoy mismo|el final del día|esta noche",
    "dayrel:1": "mañana|mañana mismo",
    "dayrel:2": "pasado mañana",
    "monthend:0": "fin de mes|final de mes|finales de mes|fines de mes|el fin de mes|el final del mes|final del mes|fin del mes",
    "monthend:1": "fin del próximo mes|finales del próximo mes|fines del mes que viene",
    "endof:": "fin de|finales de|fines de|final de",
    "yearend:": "fin de año|final de año|finales de año|el fin de año|fin del año",
    "this:": "este|esta|el próximo este",
    "next:": "próximo|próxima|que viene|siguiente|proximo",
    "scale:1000": "mil|k|millar|millares",
    "scale:100": "cien|cientos",
    "scale:1000000": "millón|millones",
    "num:1": "un|una|uno",
    "num:2": "dos",
    "num:3": "tres",
    "num:4": "cuatro",
    "num:5": "cinco",
    "num:6": "seis",
    "num:7": "siete",
    "num:8": "ocho",
    "num:9": "nueve",
    "num:10": "diez",
    "num:12": "doce",
    "num:15": "quince",
    "num:20": "veinte",
    "num:30": "treinta",
    "num:40": "cuarenta",
    "num:45": "cuarenta y cinco",
    "num:50": "cincuenta",
    "num:60": "sesenta",
    "num:500": "quinientos|quinientas",
    "inco:EXW": "franco fábrica|en fábrica|ex works|puesto en fábrica|franco fabrica",
    "inco:FOB": "franco a bordo",
    "port:": "puerto de|puerto|almacén|aeropuerto de|nuestro almacén en|bodega",
    "fill:": (
        "de|del|los|las|lo|es|son|si|su|sus|mi|me|le|les|nos|con|sin iva|más iva|neto|netos|solo|sólo|puede|pueden|"
        "podría|podrían|podemos|puedo|bajar|dejar|dejármelo|que|se|y|pero|también|favor|por favor|último|oferta|"
        "producto|como|sería|serían|ok|vale|incoterm|incoterms|condiciones|bueno|hola|ya|en|una vez"
    ),
    "dim:": (
        "por ciento|pulgadas|largo|ancho|alto|de largo|grados|personas|empleados|empresas|proveedores|modelos|colores|"
        "veces|puntos|capas|horas de|más|otros|otras|estrellas"
    ),
}

## Negativas
error-not-found = No lo encuentro, o no es suyo.
error-not-allowed = Su función no lo permite.
error-not-now = Ahora no es posible. Así están las cosas.
error-stale = Era una versión anterior. Así están las cosas.
error-act-under-way = Se está consultando al proveedor de pagos. Espere un momento.
error-frozen = Esta operación está bloqueada hasta que se resuelva la disputa.
error-own-listing = Ese anuncio es suyo.
error-own-offer = No puede aceptar su propia oferta.
error-offer-expired = Esa oferta ha caducado.
error-not-your-turn = Su oferta está sobre la mesa. Espere la respuesta o retírela primero.
error-out-of-stock = Cantidad disponible: { $left }.
error-listing-gone = Ese anuncio ya no está a la venta.
error-does-not-fit = Estos plazos suman { $days } días y el dinero se puede retener { $limit } días como máximo. Acorte el plazo de envío o el de transporte, o haga dos operaciones.
error-payout-not-ready = Aún no tiene cuenta de cobro, así que nadie podría pagarle. Conéctela primero.
error-same-person = Las dos firmas deben ser de personas distintas.
error-already-signed = Su parte ya ha firmado.
error-name-differs = Escriba su nombre completo, con letras.
error-terms-changed = El texto ha cambiado desde que se mostró. Léalo de nuevo.
error-too-much-shipped = Cantidad pendiente de envío: { $open }.
error-too-early = Será posible a partir del { $at }.
error-conflict-of-interest = No puede intervenir en este caso: { $why ->
    [traded] su empresa ha comerciado recientemente con una de las partes.
    [appeal] la apelación es contra su propia decisión.
   *[party] su empresa es una de las partes.
 }
error-taken-by-somebody =
    { $named ->
        [yes] { $name } lleva este caso.
       *[no] Otro moderador lleva este caso.
     }
error-not-registered = Primero regístrese con su empresa.
error-too-many = Demasiadas veces seguidas. Inténtelo más tarde.
error-over-limit = Por su cuenta puede aceptar hasta { $limit }, y esto lo supera. Pida la aprobación de un compañero.
error-over-offer-limit = Por su cuenta puede comprometer a su empresa hasta { $limit }, y esto lo supera: no se ha enviado nada. Puede enviarlo un compañero con un límite mayor o sin límite. Escriba «company» para ver quién es; allí un propietario puede cambiar su límite.
error-already-exists = Eso ya existe.
error-invalid-value = Ese valor no se puede usar.
error-bug = Algo ha fallado por nuestra parte. No se ha cambiado nada. Referencia: { $reference }

## Qué falla en un valor
problem-empty = { $field ->
    [file] El archivo está vacío.
   *[other] Responda, por favor.
}
problem-too-short = Es demasiado corto. Mínimo de caracteres: { $least }.
problem-too-long = Es demasiado largo. Máximo de caracteres: { $most }.
problem-not-a-number = No entiendo ese número. Escríbalo así: 1250 o 12,50.
problem-ambiguous = Se puede leer de dos maneras. Escríbalo sin separador de miles, por ejemplo 1250 o 1,25.
problem-negative = No puede ser negativo.
problem-zero = Debe ser mayor que cero.
problem-too-big = Es demasiado.
problem-too-small = Es demasiado poco para pagarlo.
problem-too-precise = Máximo de decimales: { $decimals }.
problem-out-of-range = Debe estar entre { $low } y { $high }.
problem-below-minimum = Pedido mínimo: { $minimum }.
problem-above-stock = Cantidad disponible: { $left }.
problem-below-reserved = Cantidad reservada por operaciones abiertas: { $reserved }.
problem-unknown-currency = No conozco la moneda { $currency }.
problem-not-traded = En este mercado no se comercia en { $currency }.
problem-wrong-currency = Esta operación se hace en { $currency }.
problem-unknown-unit = No conozco la unidad { $unit }. Escriba una de estas: { $units }
problem-wrong-unit = Esto se cuenta en { $unit }.
problem-unknown-incoterm = { $incoterm } no es uno de los Incoterms 2020.
problem-unknown-category = No conozco esa categoría.
problem-unknown-reason = Elija uno de los motivos.
problem-unknown-outcome = Elija una de las decisiones.
problem-unknown-role = No conozco la función { $role }.
problem-not-an-option = Elija una de las opciones.
problem-no-parts = Estas condiciones no permiten envíos parciales: envíe todo ({ $open }).
problem-does-not-fit = El dinero no se podría retener tanto tiempo.
problem-not-an-email = Eso no es una dirección de correo electrónico.
problem-too-deep = Máximo de niveles de una categoría: { $most }.

## Qué falla en un archivo de productos
problem-no-rows = No hay filas debajo del encabezado.
problem-wrong-header = La primera línea debe ser exactamente esta: { $expected }
problem-wrong-delimiter = Las columnas deben separarse con comas.
problem-columns = Columnas de esta fila: { $found }; deberían ser { $expected }.
problem-duplicate = Esta referencia ya aparece en la línea { $first_line }.
problem-unclosed-quote = Hay unas comillas abiertas que no se cierran.
problem-stray-quote = Hay comillas en medio de un valor. Ponga todo el valor entre comillas y escriba dobles las de dentro.
problem-stray-line-end = Hay un salto de línea dentro de un valor. Ponga todo el valor entre comillas.
problem-nul-byte = Esto no es texto: contiene un byte nulo.
problem-not-utf-8 = No se puede leer. Guarde el archivo en UTF-8.

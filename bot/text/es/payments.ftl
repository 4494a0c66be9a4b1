# Cuentas de cobro de los vendedores, y dinero del que alguien se ocupa cuando algo va mal.

payout-title = Su cuenta de cobro
payout-status-none = Aún no tiene cuenta de cobro. Sin ella nadie puede pagarle, así que no se puede aceptar ninguna oferta.
payout-status-opening = El proveedor de pagos está abriendo su cuenta. Tarda un momento.
payout-status-open = Su cuenta está abierta, pero el proveedor de pagos aún necesita saber quién es usted.
payout-status-asked = Puede cobrar. El proveedor de pagos quiere saber algo más.
payout-status-ready = Puede cobrar.
payout-status-stopped = El proveedor de pagos ha detenido los pagos a su favor.
payout-status-refused = El proveedor de pagos no abrió la cuenta. Inténtelo de nuevo con el país correcto.
payout-at-bank-stopped = Las transferencias de allí a su banco están detenidas hasta que responda a las preguntas.
payout-needs = Falta por responder
payout-needs-by = Responda antes del { $at }; si no, se detendrán los pagos.
payout-need-person = quién representa a la empresa
payout-need-company = datos de la empresa
payout-need-business = a qué se dedica la empresa
payout-need-bank = una cuenta bancaria
payout-need-terms = la aceptación de las condiciones del proveedor
payout-need-document = un documento que lo acredite
payout-need-other = otra cosa, indicada en la página del proveedor
payout-reason-past_due = Hay respuestas atrasadas.
payout-reason-pending = El proveedor está comprobando sus respuestas.
payout-reason-rejected = El proveedor ha rechazado la cuenta. Escriba a su soporte.
payout-reason-review = El proveedor está revisando la cuenta.
payout-reason-other = La página del proveedor explica el motivo.
payout-debt = Debe tras un contracargo
payout-debt-hint = Se descuenta de sus próximos cobros.
payout-history = Transferencias a su banco
payout-history-none = Ninguna todavía.
payout-line-pending = { $amount }, en camino
payout-line-paid = { $amount }, hecha
payout-line-failed = { $amount }, devuelta por su banco: { $why }
bank-failure-closed = la cuenta está cerrada
bank-failure-unknown = la cuenta no existe
bank-failure-name = el nombre no coincide con la cuenta
bank-failure-refused = su banco la rechazó
bank-failure-other = no se indicó el motivo
payout-ask-country = ¿En qué país está registrada su empresa? Dos letras, por ejemplo ES.
payout-ask-country-label = País
payout-begin-title = Cuenta de cobro
button-payout = Cuenta de cobro
button-payout-begin = Conectar
button-payout-open = Responder a las preguntas
button-payout-look = Ver la cuenta
menu-payout = Su cuenta de cobro y sus cobros
page-payout-done = Gracias
page-payout-done-words = Puede volver al chat. Allí verá qué puede hacer su cuenta ahora.
page-payout-wait = Un momento
page-payout-wait-words = La cuenta aún no está abierta. Vuelva a pulsar el botón dentro de un minuto.
page-payout-over = Este acceso está cerrado
page-payout-over-words = Está abierto una hora y solo para los titulares de la empresa. Abra de nuevo su cuenta de cobro en el chat y pulse el botón.
payout-page-life = El acceso al proveedor está abierto una hora y solo para usted. Después, abra de nuevo esta tarjeta.
told-payout-account-ready = Ya puede cobrar: su cuenta de cobro está lista.
told-payout-account-stopped = El proveedor de pagos ha detenido los pagos a su favor.
told-payout-account-asked = El proveedor de pagos quiere saber algo más sobre su empresa.
told-payout-account-refused = El proveedor de pagos no le abrió una cuenta.
told-payout-sent-back = Su banco devolvió una transferencia de { $amount }. El dinero está a salvo en su cuenta del proveedor de pagos.
notice-refund-waits = El reembolso está aceptado, pero aún no ha salido; lo más probable es que el proveedor de pagos espere fondos nuestros. Se enviará solo.
alarm-title = Atención
error-seller-not-payable = Aún no se puede pagar al vendedor: su cuenta de cobro falta o no está lista. No le hemos pedido nada; inténtelo cuando lo esté.
problem-unknown-country = «{ $country }» no es un país de dos letras.
told-books-differ = { $count ->
    [one] Los libros del proveedor de pagos difieren de los nuestros en un punto
    [many] Los libros del proveedor de pagos difieren de los nuestros en { $count } de puntos
   *[other] Los libros del proveedor de pagos difieren de los nuestros en { $count } puntos
}, el mayor por { $amount }. Los pagos a vendedores quedan detenidos hasta que coincidan. Ejecute «reconcile» para ver la lista.
told-books-agree = Los libros del proveedor de pagos vuelven a coincidir con los nuestros. Los pagos continúan.

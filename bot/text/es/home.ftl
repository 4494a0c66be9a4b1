# News that waited for the morning, or for its bundle.
digest-title = { $count ->
    [one] Ha pasado una cosa
    [many] Han pasado { $count } de cosas
   *[other] Han pasado { $count } cosas
}
digest-message = La otra parte le ha escrito.

# One account on both platforms.
link-title = Una cuenta, dos chats
link-in-slack = Abra Slack en los próximos diez minutos y escriba: /parley link { $code }
link-in-telegram = Abra el bot de Telegram en los próximos diez minutos y escriba: /link { $code }
link-code = Código
link-code-hint = Después vuelva aquí: el otro chat mostrará un segundo código. No dé ninguno a nadie.
link-is-it-you = { $name } quiere ser una sola cuenta con este chat. ¿Lo ha iniciado usted mismo, ahora mismo?
link-warning = Si no lo ha iniciado usted, diga que no: quien lo hizo actuaría en su nombre.
link-answer = Vuelva ahora a { $name } y escriba: link { $code }
link-never-pass-on = Este código abre su cuenta. No lo comparta nunca, lo pida quien lo pida.
link-asked = { $name } quiere ser una sola cuenta con este chat. Si es usted, escriba el código que se muestra allí: link CÓDIGO
link-wrong = Ese código es incorrecto, ya usado o demasiado antiguo. Tras cinco códigos erróneos hay que esperar diez minutos.
link-done = Hecho: los dos chats son ahora una sola cuenta.
link-payouts-wait = Por su seguridad, los pagos esperan 24 horas.
link-stopped = Detenido. No se ha unido nada.
link-accounts-title = Sus chats
link-this-chat = este chat
link-reached-yes = vinculado
link-reached-no = vinculado, pero cerrado para nosotros
link-only-one = Puede usar la misma cuenta en Telegram y en Slack.
link-sure-to-part = ¿Desvincular { $channel }? Volverá a ser el chat de un desconocido; sus tratos se quedan con el otro.
link-parted = Desvinculado.
button-link = Vincular otro chat
button-link-yes = Sí, soy yo
button-link-no = No, parar
button-unlink = Desvincular { $channel }
note-linked = { $channel } se ha vinculado a su cuenta. Si no ha sido usted, desvincúlelo ya en los ajustes y avise a un moderador. Los pagos esperan 24 horas.
note-unlinked = { $channel } se ha desvinculado de su cuenta. Los pagos esperan 24 horas.
error-already-linked = Estos chats ya son una sola cuenta.
error-same-platform = Un chat de Telegram se vincula con uno de Slack, y al revés. Escriba el código en la otra plataforma.
error-accounts-both-used = Las dos cuentas tienen empresa, anuncios o permisos propios y no pueden unirse. Deje antes una de ellas o siga con las dos.
error-payout-held = Esto no se puede cambiar antes de { $at }: sus chats o su autenticador acaban de cambiar.
error-blocked = Estas dos empresas no hacen tratos entre sí.

# How somebody wants to be spoken to.
settings-title = Ajustes
settings-language = Idioma
settings-zone = Zona horaria
settings-zone-none = sin elegir, las horas van en UTC
settings-quiet = Horas de silencio
settings-quiet-none = ninguna
settings-quiet-hours = de { $begin } a { $end }
settings-digest = Novedades
settings-told = Avisos en
settings-told-any = el chat en que le localicemos
settings-currency = Importes también en
settings-currency-own = solo la moneda del trato
settings-no-rates = Aquí no hay tipos de cambio; los importes se muestran en la moneda de cada trato.
settings-urgent = El dinero, la seguridad y lo que vence en doce horas se avisa siempre al momento.
settings-type-it = Escribirlo
settings-ask-zone = ¿Dónde está? Una ciudad o una diferencia como +3.
settings-ask-zone-label = Zona horaria
settings-ask-quiet = ¿Cuándo guardamos silencio? Por ejemplo, 22:00-7:00.
settings-ask-quiet-label = Horas de silencio
settings-ask-digest = ¿Con qué frecuencia quiere saber lo que no es urgente?
settings-ask-told = ¿En qué chat le avisamos?
settings-ask-currency = ¿En qué moneda mostramos los importes, además de la del trato?
digest-never = al momento
digest-hourly = juntas cada hora
digest-daily = juntas cada mañana
problem-unknown-zone = No conozco ese lugar. Pruebe con la gran ciudad más cercana o una diferencia como +3.
problem-not-hours = Escriba dos horas, por ejemplo 22:00-7:00.
button-settings = Ajustes

# Home: what needs me now.
home-needs-nothing = Nada le espera.
home-needs-you = { $count ->
    [one] Un trato le espera:
    [many] { $count } tratos le esperan:
   *[other] { $count } tratos le esperan:
}
home-and-more = { $count ->
    [one] Y uno más, en Mis tratos.
    [many] Y { $count } más, en Mis tratos.
   *[other] Y { $count } más, en Mis tratos.
}
home-approvals = { $count ->
    [one] Una oferta necesita su aprobación.
    [many] { $count } ofertas necesitan su aprobación.
   *[other] { $count } ofertas necesitan su aprobación.
}
home-unanswered = { $count ->
    [one] Un mensaje sin responder.
    [many] { $count } mensajes sin responder.
   *[other] { $count } mensajes sin responder.
}
home-held = { $count ->
    [one] Una novedad guardada para después, como eligió.
    [many] { $count } novedades guardadas para después, como eligió.
   *[other] { $count } novedades guardadas para después, como eligió.
}
home-until = · hasta { $at }
home-do-accept = Responder a la oferta
home-do-approve = Aprobar la oferta
home-do-ask_for_approval = Responder a la oferta
home-do-request_payment = Pedir el pago
home-do-pay_again = Pagar de nuevo
home-do-pay = Pagar
home-do-sign = Firmar
home-do-ship = Enviar
home-do-received = Confirmar la recepción
home-do-accept_goods = Revisar la mercancía
home-do-answer_dispute = Responder a la disputa
home-do-ship_back = Devolver
home-do-confirm_return = Confirmar la devolución
home-do-answer = Responder a la petición
group-t = Negociando
group-p = Pago y firma
group-g = Mercancía
group-d = Disputas
group-e = Terminados
button-deals-counted = Mis tratos ({ $count })

# The menu, and the words people type.
menu-received = Confirmar que ha llegado la mercancía
menu-settings = Zona, silencio, dónde se le avisa
typed-received = recibido
typed-pay = pagar
typed-sign = firmar
typed-settings = ajustes
typed-link = vincular
typed-report = denunciar
typed-block = bloquear

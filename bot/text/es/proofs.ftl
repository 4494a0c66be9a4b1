# Demostrar de nuevo quién es uno antes de cambiar pagos, decisiones y funciones.

proof-title = ¿Es usted?
proof-ask = Escriba el código.
proof-ask-label = Código
proof-by-authenticator = Su aplicación de autenticación muestra seis cifras. Valen una sola vez.
proof-by-chat = En su otro chat ({ $channels }), escriba «login»: el código que aparece allí vale aquí una vez.
proof-done =
    { $minutes ->
        [one] Gracias. Durante un minuto puede cambiar aquí los pagos, decidir casos y asignar funciones.
        [many] Gracias. Durante { $minutes } de minutos puede cambiar aquí los pagos, decidir casos y asignar funciones.
       *[other] Gracias. Durante { $minutes } minutos puede cambiar aquí los pagos, decidir casos y asignar funciones.
    }
proof-wrong = Ese no es el código, o ya se ha usado. Tras cinco erróneos hay que esperar diez minutos.
proof-none = Quien se haga con este chat podría pulsar todos sus botones. Por eso los pagos, las decisiones y las funciones necesitan además un código. Configure una vez una aplicación de autenticación (sirve cualquiera de códigos de un solo uso) o vincule su otro chat.
proof-none-here = Esto necesita un código. Escríbame antes «confirm» en privado y configure de dónde salen sus códigos.
proof-not-asked = En este mercado no se pide ningún código. Aun así puede configurar un autenticador.
button-prove = Confirmar
button-go-on = Continuar
button-authenticator = Configurar un autenticador
button-authenticator-anew = Otro autenticador
authenticator-title = Autenticador
authenticator-words = Escanee la imagen con su aplicación de códigos de un solo uso, o introduzca en ella la clave a mano (basada en tiempo), y escriba después las seis cifras que muestra. La imagen y la clave se borran luego de este chat; no las guarde en ningún otro sitio.
authenticator-picture = La clave como imagen para escanear
authenticator-key = Clave
authenticator-ask = ¿Qué seis cifras muestra la aplicación?
authenticator-ask-label = Seis cifras
authenticator-done = Listo. A partir de ahora pediré un código de su aplicación antes de cambiar pagos, decisiones o funciones.
secret-was-here = Aquí estaba la clave de su autenticador.
note-authenticator = Se ha configurado un autenticador para su cuenta. Si no fue usted, escriba aquí «logout» y avise enseguida al operador de este mercado.
note-authenticator-forgotten = El operador ha retirado el autenticador de su cuenta. Los pagos esperan 24 horas. Escriba «confirm» para configurar otro.
problem-not-a-code = Eso no puede ser un código. Escríbalo tal como aparece.
menu-confirm = Demostrar que es usted o configurar un autenticador

# Slack: instalar la aplicación y lo que se comunica a los espacios de trabajo que la tienen.

page-slack-installed = La aplicación está instalada
page-slack-installed-words = Ábrala en Slack en «Aplicaciones» o escriba /parley en cualquier conversación.
page-slack-not-installed = La aplicación no se instaló
page-slack-not-installed-words = No se cambió nada en su espacio de trabajo. Vuelva a empezar desde el principio.
told-slack-install-again = Slack ya no acepta el token del espacio de trabajo { $workspace }. Hasta que la aplicación se instale allí de nuevo ({ $address }), solo se puede avisar a sus miembros en sus otros chats.
shortcut-browse = Buscar mercancía
shortcut-sell = Vender algo
shortcut-deals = Mis operaciones
shortcut-offer = Convertir en oferta
shortcut-evidence = Añadir como prueba
told-slack-events-limited = Slack retiene por ahora los eventos del espacio de trabajo { $workspace }: hubo demasiados en una hora. Las pulsaciones y los comandos siguen llegando, y «Actualizar» pone al día la pestaña de inicio.
told-slack-deliveries-failing = De las últimas { $every } entregas de Slack ({ $workspace }) en una hora, { $lost } no se pudieron guardar. Slack las repite durante unos minutos y deja de enviarlas a la aplicación cuando casi todas fallan: revise la base de datos y el registro.

menu-evidence = Prueba para una disputa abierta: la operación y qué lo demuestra
evidence-ask-dispute = ¿Para qué disputa es?
evidence-ask-dispute-label = Disputa
evidence-no-dispute = Ninguna disputa admite ahora pruebas suyas. Cuando un moderador necesite más, se las pedirá.
evidence-only-here = Solo puedo aceptar como prueba mensajes de su conversación conmigo. Comparta ahí el mensaje o el archivo y use entonces «Añadir como prueba».
whom-ask = ¿De qué empresa se trata?
whom-ask-label = Empresa
button-whom = Elegir una empresa
share-address = Dirección del anuncio
page-listing-slack = En Slack, escriba: /parley { $command }
page-listing-telegram = En Telegram, abra: { $link }

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
told-slack-events-limited = Slack retiene por ahora los eventos del espacio de trabajo { $workspace }: hubo demasiados en una hora. Las pulsaciones y los comandos siguen llegando, y «Actualizar» pone al día la pestaña de inicio.

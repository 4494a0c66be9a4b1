# Cómo se presenta el bot en Telegram antes de que nadie le hable.
bot-name = Mercado Parley
bot-description =
    Un mercado entre empresas, en este chat. Encuentre productos, negocie precio y condiciones, pague con { -protection }, firme, envíe y liquide sin salir de la conversación.
bot-short-description = Comercio entre empresas en el chat: ofertas, { -protection }, envíos, disputas.
menu-queue = Casos abiertos
menu-case = Abrir un caso

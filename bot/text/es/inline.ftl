# Búsquedas escritas en cualquier chat tras el nombre del bot.
inline-entry = Abrir el mercado
inline-nothing = Nada encontrado. Abrir el mercado
talk-answer-here = Responda a este mensaje.
button-next-photo = Foto { $number } de { $count }

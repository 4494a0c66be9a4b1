## The interface for programmes: refusals
error-sign-in-again = Inicie sesión: falta el token o ya no es válido.
error-bad-credentials = El correo y la contraseña, o el código, no coinciden.
error-proof-needed = Demuestre antes de nuevo quién es: «confirm» en el chat, POST /api/auth/proof para programas.
error-scope-missing = Esta clave no sirve para eso: le falta «{ $scope }».
error-key-reused = Esta Idempotency-Key ya se usó para otra petición.
error-version-changed = Esto ha cambiado desde que lo leyó. Léalo de nuevo.
problem-too-common = Esa contraseña es de las que se prueban primero. Elija otra.
problem-fixed = Esto no se puede cambiar aquí.
problem-unreadable = Esto no se puede leer como { $expected }.
problem-unknown-field = Ese campo no existe.
problem-too-little = Es demasiado poco: al menos { $least }.
problem-not-an-address = No es una dirección https a la que se envíe nada.
problem-missing = Falta esto.
problem-bad-body = El contenido no es JSON legible.
problem-bad-method = Esta dirección conoce otros métodos.
problem-too-large = El contenido es mayor de lo admitido.

## Titles of problems, by HTTP status
api-title-401 = Sin sesión
api-title-403 = No permitido
api-title-404 = No encontrado
api-title-405 = Método no permitido
api-title-409 = Ahora no es posible
api-title-412 = Cambió entretanto
api-title-413 = Demasiado grande
api-title-422 = No se entiende
api-title-429 = Demasiadas veces
api-title-500 = Error nuestro

## Signing in elsewhere from a chat
note-signed-in = Acaba de iniciar sesión en otro lugar con un código de este chat. Si no fue usted, escriba aquí «logout».
login-title = Iniciar sesión en otro lugar
login-words = Con este código su programa inicia sesión en su nombre, una vez y en diez minutos. No lo escriba donde no conozca.
login-code = Código
login-hint = POST { $address } con code
login-out = Ha cerrado sesión en todas partes salvo en sus chats, y sus claves ya no valen.
problem-key-not-here = Esta petición no se puede repetir con una clave. Omítala y compruebe antes de enviarla de nuevo.

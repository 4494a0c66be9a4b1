typed-erase = borrar
button-erase = Borrar mis datos
erase-title = Borrar mis datos
erase-goes = Se borran su nombre, dirección, teléfono, correo, chats, búsquedas y respuestas sin terminar, y se destruye la clave con la que se guardaban: tampoco se podrán leer las copias antiguas.
erase-stays = Lo que la ley obliga a conservar permanece, sin su nombre en nuestras tarjetas: acuerdos firmados, pagos y lo que se escribió en las operaciones.
erase-final = Nadie puede deshacerlo. Su empresa se cierra si no queda nadie más en ella.
erase-done = Sus datos se han borrado. Quien escriba desde este chat será un desconocido para nosotros.
error-erasure-blocked = { $why ->
    [staff] El personal no se puede borrar. Pida antes a un operador que le retire su función.
   *[deals] Hay operaciones abiertas en las que nadie más actúa por su empresa. Termínelas antes.
}

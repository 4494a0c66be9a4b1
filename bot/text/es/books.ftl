# Los libros del proveedor frente a los nuestros, en la tarjeta de la mesa.
books-title = Los libros del proveedor
books-accept = Revisado: { $ref }
books-accept-words = Dígalo solo si lo ha revisado usted, allí y aquí. Un segundo operador tiene que decir lo mismo; entonces deja de frenar los pagos. ¿Por qué motivo?
books-accept-words-second = Un operador lo ha revisado. Si usted también, deja de frenar los pagos. ¿Por qué motivo?
books-for-own_money = Es dinero nuestro
books-for-mended = Se corrigió a mano
books-for-theirs = La lista del proveedor es errónea
books-accepted-by = Revisado por { $who }. Un segundo operador tiene que decir lo mismo.
books-accepted-once = Anotado. Un segundo operador tiene que decir lo mismo.
books-accepted-twice = Anotado por dos. Se están comparando los libros otra vez.
books-more = { $count ->
    [one] Un lugar más: «reconcile» los muestra todos.
    [many] { $count } de lugares más: «reconcile» los muestra todos.
   *[other] { $count } lugares más: «reconcile» los muestra todos.
}
books-looked = Comparados: { $at }.
books-look = Comparar otra vez ahora
books-look-asked = Se están comparando los libros. El resultado se dirá aquí.
mismatch-unknown-movement = Movido allí, no anotado aquí
mismatch-missing-movement = Anotado aquí, nunca movido allí
mismatch-wrong-kind = Anotado como otra cosa
mismatch-amount-differs = Otro importe
mismatch-fee-differs = Otra comisión
mismatch-currency-differs = Otra moneda
mismatch-posted-twice = Anotado dos veces aquí
mismatch-moved-twice = Movido dos veces allí
mismatch-without-ref = Anotado sin referencia
mismatch-balance-differs = Los saldos difieren

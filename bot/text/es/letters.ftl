# Avisos que no llegaron y notas a los operadores.
button-drop = Descartar
dead-title = Aviso que no llegó
dead-about = Sobre
dead-for = Para
dead-since = Desde
dead-words = { $count ->
    [one] Se intentó una vez y se abandonó.
   *[other] Se intentó { $count } veces y se abandonó.
 }
dead-is-waiting = Se está intentando de nuevo.
dead-is-sent = Ha llegado.
dead-is-dropped = Descartado; no se avisa a nadie.
button-to-operator = Pedir al operador
operator-title = Pedir al operador
operator-ask = ¿Qué deben saber los operadores? Solo ellos lo leen, y queda en el expediente.
operator-ask-label = Nota
operator-asked = Caso { $code }: { $who } pide al operador.
operator-alone = Solo lo leen los operadores. «Ceder» libera el caso para que lo tome otra persona.
done-to-operator = Los operadores tienen su nota.
case-to-operator = Nota al operador
notice-case-to-operator = El moderador de este caso ha pedido al operador.

## Una devolución propuesta, o que ya nadie quiere
act-give_up_return = Sin devolución
confirm-give_up_return = ¿Ya no quiere la devolución? Si la otra parte dice lo mismo, no habrá devolución y el moderador decidirá de nuevo.
done-give_up_return = Anotado. No habrá devolución en cuanto la otra parte diga lo mismo.
act-call_off_return = Anular la devolución
confirm-call_off_return = ¿Anular la devolución? Entonces no hay nada decidido, no se mueve dinero y usted decide de nuevo.
done-call_off_return = La devolución queda anulada. Usted decide de nuevo.
return-unwanted = { $who } ya no quiere la devolución.
ruling-is-proposed = Hay una decisión propuesta que espera a un segundo moderador. Todavía no hay nada decidido.
done-proposed = Su decisión está propuesta. Ambas partes la leerán cuando un segundo moderador la haya confirmado.
notice-ruling-proposed = Hay una decisión propuesta para este caso. Un segundo moderador tiene que confirmarla.
notice-return-unwanted = La otra parte ya no quiere la devolución. Si está de acuerdo, pulse «Sin devolución».
notice-return-called-off = La mercancía no tiene que devolverse. El moderador decide de nuevo.

# Decisiones: resultado, motivo y de qué mercancía se trata.
fact-verdict = Decisión
fact-first-verdict = Decisión antes de la apelación
first-verdict-amount = Según él, { $amount } vuelven al comprador.
verdict = { $outcome } – { $reason }
verdict-settled = Acordado por ambas partes
verdict-shipment = Envío { $number }
verdict-shipments = Envíos desde el n.º { $number }
verdict-unshipped = Sin enviar
verdict-line = { $line }: se devuelve el dinero de { $back } de { $goods }
verdict-share = se devuelve el dinero de { $back } de { $goods }: { $buyer } al comprador, { $seller } al vendedor antes de la comisión

outcome-lines = Por cantidad
outcome-return = Primero se devuelve la mercancía
why-not_delivered = No entregado
why-late = Demasiado tarde
why-incomplete = Incompleto
why-not_as_described = No es como se describió
why-damaged_in_transit = Dañado en el transporte
why-as_agreed = Entregado según lo acordado
why-evidence_missing = Sin pruebas
why-settled = Ambas partes están de acuerdo
why-fraud = Fraude
why-other = Otro motivo
why-no_decision = Nadie decidió a tiempo
why-returned = La mercancía ha vuelto
why-not_returned = La mercancía no se devolvió

ruling-ask-units = { $line }, { $goods }: ¿por cuántas unidades recupera el comprador su dinero? (Solo para «Por cantidad».)
ruling-ask-units-label = { $line }: dinero de vuelta por
ruling-ask-reason = ¿Por qué motivo? Cada parte lo lee en su idioma.
ruling-ask-reason-label = Motivo
send-back-title = Ordenar devolución
send-back-then = Primero el comprador devuelve la mercancía. Cuando el vendedor la tenga, o si no dice nada a tiempo:

stats-reasons = Por qué terminaron así los casos
case-verdict = { $act }: { $outcome } – { $reason }

## Unidades
unit-name-pcs = unidades
unit-name-pair = pares
unit-name-set = juegos
unit-name-box = cajas
unit-name-carton = cartones
unit-name-pallet = palés
unit-name-roll = rollos
unit-name-sheet = hojas
unit-name-kg = kg
unit-name-t = toneladas
unit-name-g = g
unit-name-l = litros
unit-name-m = metros
unit-name-m2 = m²
unit-name-m3 = m³
per-pcs = por unidad
per-pair = por par
per-set = por juego
per-box = por caja
per-carton = por cartón
per-pallet = por palé
per-roll = por rollo
per-sheet = por hoja
per-kg = por kg
per-t = por tonelada
per-g = por g
per-l = por litro
per-m = por metro
per-m2 = por m²
per-m3 = por m³
unit-pcs = { $number ->
    [one] { $shown } unidad
    [many] { $shown } de unidades
   *[other] { $shown } unidades
}
unit-pair = { $number ->
    [one] { $shown } par
    [many] { $shown } de pares
   *[other] { $shown } pares
}
unit-set = { $number ->
    [one] { $shown } juego
    [many] { $shown } de juegos
   *[other] { $shown } juegos
}
unit-box = { $number ->
    [one] { $shown } caja
    [many] { $shown } de cajas
   *[other] { $shown } cajas
}
unit-carton = { $number ->
    [one] { $shown } cartón
    [many] { $shown } de cartones
   *[other] { $shown } cartones
}
unit-pallet = { $number ->
    [one] { $shown } palé
    [many] { $shown } de palés
   *[other] { $shown } palés
}
unit-roll = { $number ->
    [one] { $shown } rollo
    [many] { $shown } de rollos
   *[other] { $shown } rollos
}
unit-sheet = { $number ->
    [one] { $shown } hoja
    [many] { $shown } de hojas
   *[other] { $shown } hojas
}
unit-kg = { $shown } kg
unit-t = { $number ->
    [one] { $shown } tonelada
    [many] { $shown } de toneladas
   *[other] { $shown } toneladas
}
unit-g = { $shown } g
unit-l = { $number ->
    [one] { $shown } litro
    [many] { $shown } de litros
   *[other] { $shown } litros
}
unit-m = { $number ->
    [one] { $shown } metro
    [many] { $shown } de metros
   *[other] { $shown } metros
}
unit-m2 = { $shown } m²
unit-m3 = { $shown } m³

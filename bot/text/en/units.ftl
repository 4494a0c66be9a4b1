## Units
unit-name-pcs = pieces
unit-name-pair = pairs
unit-name-set = sets
unit-name-box = boxes
unit-name-carton = cartons
unit-name-pallet = pallets
unit-name-roll = rolls
unit-name-sheet = sheets
unit-name-kg = kg
unit-name-t = tonnes
unit-name-g = g
unit-name-l = litres
unit-name-m = metres
unit-name-m2 = m²
unit-name-m3 = m³
per-pcs = per piece
per-pair = per pair
per-set = per set
per-box = per box
per-carton = per carton
per-pallet = per pallet
per-roll = per roll
per-sheet = per sheet
per-kg = per kg
per-t = per tonne
per-g = per g
per-l = per litre
per-m = per metre
per-m2 = per m²
per-m3 = per m³
unit-pcs = { $number ->
    [one] { $shown } piece
   *[other] { $shown } pieces
}
unit-pair = { $number ->
    [one] { $shown } pair
   *[other] { $shown } pairs
}
unit-set = { $number ->
    [one] { $shown } set
   *[other] { $shown } sets
}
unit-box = { $number ->
    [one] { $shown } box
   *[other] { $shown } boxes
}
unit-carton = { $number ->
    [one] { $shown } carton
   *[other] { $shown } cartons
}
unit-pallet = { $number ->
    [one] { $shown } pallet
   *[other] { $shown } pallets
}
unit-roll = { $number ->
    [one] { $shown } roll
   *[other] { $shown } rolls
}
unit-sheet = { $number ->
    [one] { $shown } sheet
   *[other] { $shown } sheets
}
unit-kg = { $shown } kg
unit-t = { $number ->
    [one] { $shown } tonne
   *[other] { $shown } tonnes
}
unit-g = { $shown } g
unit-l = { $number ->
    [one] { $shown } litre
   *[other] { $shown } litres
}
unit-m = { $number ->
    [one] { $shown } metre
   *[other] { $shown } metres
}
unit-m2 = { $shown } m²
unit-m3 = { $shown } m³

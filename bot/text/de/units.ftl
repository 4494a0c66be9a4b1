## Einheiten
unit-name-pcs = Stück
unit-name-pair = Paar
unit-name-set = Sets
unit-name-box = Kisten
unit-name-carton = Kartons
unit-name-pallet = Paletten
unit-name-roll = Rollen
unit-name-sheet = Tafeln
unit-name-kg = kg
unit-name-t = Tonnen
unit-name-g = g
unit-name-l = Liter
unit-name-m = Meter
unit-name-m2 = m²
unit-name-m3 = m³
per-pcs = pro Stück
per-pair = pro Paar
per-set = pro Set
per-box = pro Kiste
per-carton = pro Karton
per-pallet = pro Palette
per-roll = pro Rolle
per-sheet = pro Tafel
per-kg = pro kg
per-t = pro Tonne
per-g = pro g
per-l = pro Liter
per-m = pro Meter
per-m2 = pro m²
per-m3 = pro m³
unit-pcs = { $number ->
    [one] { $shown } Stück
   *[other] { $shown } Stück
}
unit-pair = { $number ->
    [one] { $shown } Paar
   *[other] { $shown } Paar
}
unit-set = { $number ->
    [one] { $shown } Set
   *[other] { $shown } Sets
}
unit-box = { $number ->
    [one] { $shown } Kiste
   *[other] { $shown } Kisten
}
unit-carton = { $number ->
    [one] { $shown } Karton
   *[other] { $shown } Kartons
}
unit-pallet = { $number ->
    [one] { $shown } Palette
   *[other] { $shown } Paletten
}
unit-roll = { $number ->
    [one] { $shown } Rolle
   *[other] { $shown } Rollen
}
unit-sheet = { $number ->
    [one] { $shown } Tafel
   *[other] { $shown } Tafeln
}
unit-kg = { $shown } kg
unit-t = { $number ->
    [one] { $shown } Tonne
   *[other] { $shown } Tonnen
}
unit-g = { $shown } g
unit-l = { $number ->
    [one] { $shown } Liter
   *[other] { $shown } Liter
}
unit-m = { $number ->
    [one] { $shown } Meter
   *[other] { $shown } Meter
}
unit-m2 = { $shown } m²
unit-m3 = { $shown } m³

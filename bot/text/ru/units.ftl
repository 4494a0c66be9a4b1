## Единицы
unit-name-pcs = штуки
unit-name-pair = пары
unit-name-set = комплекты
unit-name-box = ящики
unit-name-carton = коробки
unit-name-pallet = паллеты
unit-name-roll = рулоны
unit-name-sheet = листы
unit-name-kg = кг
unit-name-t = тонны
unit-name-g = г
unit-name-l = литры
unit-name-m = метры
unit-name-m2 = м²
unit-name-m3 = м³
per-pcs = за штуку
per-pair = за пару
per-set = за комплект
per-box = за ящик
per-carton = за коробку
per-pallet = за паллету
per-roll = за рулон
per-sheet = за лист
per-kg = за кг
per-t = за тонну
per-g = за г
per-l = за литр
per-m = за метр
per-m2 = за м²
per-m3 = за м³
unit-pcs = { $number ->
    [one] { $shown } штука
    [few] { $shown } штуки
    [many] { $shown } штук
   *[other] { $shown } штуки
}
unit-pair = { $number ->
    [one] { $shown } пара
    [few] { $shown } пары
    [many] { $shown } пар
   *[other] { $shown } пары
}
unit-set = { $number ->
    [one] { $shown } комплект
    [few] { $shown } комплекта
    [many] { $shown } комплектов
   *[other] { $shown } комплекта
}
unit-box = { $number ->
    [one] { $shown } ящик
    [few] { $shown } ящика
    [many] { $shown } ящиков
   *[other] { $shown } ящика
}
unit-carton = { $number ->
    [one] { $shown } коробка
    [few] { $shown } коробки
    [many] { $shown } коробок
   *[other] { $shown } коробки
}
unit-pallet = { $number ->
    [one] { $shown } паллета
    [few] { $shown } паллеты
    [many] { $shown } паллет
   *[other] { $shown } паллеты
}
unit-roll = { $number ->
    [one] { $shown } рулон
    [few] { $shown } рулона
    [many] { $shown } рулонов
   *[other] { $shown } рулона
}
unit-sheet = { $number ->
    [one] { $shown } лист
    [few] { $shown } листа
    [many] { $shown } листов
   *[other] { $shown } листа
}
unit-kg = { $shown } кг
unit-t = { $number ->
    [one] { $shown } тонна
    [few] { $shown } тонны
    [many] { $shown } тонн
   *[other] { $shown } тонны
}
unit-g = { $shown } г
unit-l = { $number ->
    [one] { $shown } литр
    [few] { $shown } литра
    [many] { $shown } литров
   *[other] { $shown } литра
}
unit-m = { $number ->
    [one] { $shown } метр
    [few] { $shown } метра
    [many] { $shown } метров
   *[other] { $shown } метра
}
unit-m2 = { $shown } м²
unit-m3 = { $shown } м³

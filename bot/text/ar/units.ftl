## الوحدات
unit-name-pcs = قطع
unit-name-pair = أزواج
unit-name-set = أطقم
unit-name-box = صناديق
unit-name-carton = كراتين
unit-name-pallet = منصات نقالة
unit-name-roll = لفائف
unit-name-sheet = ألواح
unit-name-kg = كغم
unit-name-t = أطنان
unit-name-g = غرام
unit-name-l = لترات
unit-name-m = أمتار
unit-name-m2 = م²
unit-name-m3 = م³
per-pcs = للقطعة
per-pair = للزوج
per-set = للطقم
per-box = للصندوق
per-carton = للكرتونة
per-pallet = للمنصة النقالة
per-roll = للفّة
per-sheet = للوح
per-kg = للكيلوغرام
per-t = للطن
per-g = للغرام
per-l = للتر
per-m = للمتر
per-m2 = للمتر المربع
per-m3 = للمتر المكعب
unit-pcs = { $number ->
    [zero] { $shown } قطعة
    [one] قطعة واحدة
    [two] قطعتان
    [few] { $shown } قطع
    [many] { $shown } قطعة
   *[other] { $shown } قطعة
}
unit-pair = { $number ->
    [zero] { $shown } زوج
    [one] زوج واحد
    [two] زوجان
    [few] { $shown } أزواج
    [many] { $shown } زوجًا
   *[other] { $shown } زوج
}
unit-set = { $number ->
    [zero] { $shown } طقم
    [one] طقم واحد
    [two] طقمان
    [few] { $shown } أطقم
    [many] { $shown } طقمًا
   *[other] { $shown } طقم
}
unit-box = { $number ->
    [zero] { $shown } صندوق
    [one] صندوق واحد
    [two] صندوقان
    [few] { $shown } صناديق
    [many] { $shown } صندوقًا
   *[other] { $shown } صندوق
}
unit-carton = { $number ->
    [zero] { $shown } كرتونة
    [one] كرتونة واحدة
    [two] كرتونتان
    [few] { $shown } كراتين
    [many] { $shown } كرتونة
   *[other] { $shown } كرتونة
}
unit-pallet = { $number ->
    [zero] { $shown } منصة نقالة
    [one] منصة نقالة واحدة
    [two] منصتان نقالتان
    [few] { $shown } منصات نقالة
    [many] { $shown } منصة نقالة
   *[other] { $shown } منصة نقالة
}
unit-roll = { $number ->
    [zero] { $shown } لفّة
    [one] لفّة واحدة
    [two] لفّتان
    [few] { $shown } لفائف
    [many] { $shown } لفّة
   *[other] { $shown } لفّة
}
unit-sheet = { $number ->
    [zero] { $shown } لوح
    [one] لوح واحد
    [two] لوحان
    [few] { $shown } ألواح
    [many] { $shown } لوحًا
   *[other] { $shown } لوح
}
unit-kg = { $shown } كغم
unit-t = { $number ->
    [zero] { $shown } طن
    [one] طن واحد
    [two] طنان
    [few] { $shown } أطنان
    [many] { $shown } طنًا
   *[other] { $shown } طن
}
unit-g = { $shown } غرام
unit-l = { $number ->
    [zero] { $shown } لتر
    [one] لتر واحد
    [two] لتران
    [few] { $shown } لترات
    [many] { $shown } لترًا
   *[other] { $shown } لتر
}
unit-m = { $number ->
    [zero] { $shown } متر
    [one] متر واحد
    [two] متران
    [few] { $shown } أمتار
    [many] { $shown } مترًا
   *[other] { $shown } متر
}
unit-m2 = { $shown } م²
unit-m3 = { $shown } م³

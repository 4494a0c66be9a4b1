## 单位
unit-name-pcs = 件
unit-name-pair = 双
unit-name-set = 套
unit-name-box = 箱
unit-name-carton = 纸箱
unit-name-pallet = 托盘
unit-name-roll = 卷
unit-name-sheet = 张
unit-name-kg = 千克
unit-name-t = 吨
unit-name-g = 克
unit-name-l = 升
unit-name-m = 米
unit-name-m2 = 平方米
unit-name-m3 = 立方米
per-pcs = 每件
per-pair = 每双
per-set = 每套
per-box = 每箱
per-carton = 每纸箱
per-pallet = 每托盘
per-roll = 每卷
per-sheet = 每张
per-kg = 每千克
per-t = 每吨
per-g = 每克
per-l = 每升
per-m = 每米
per-m2 = 每平方米
per-m3 = 每立方米
unit-pcs = { $number ->
   *[other] { $shown } 件
}
unit-pair = { $number ->
   *[other] { $shown } 双
}
unit-set = { $number ->
   *[other] { $shown } 套
}
unit-box = { $number ->
   *[other] { $shown } 箱
}
unit-carton = { $number ->
   *[other] { $shown } 纸箱
}
unit-pallet = { $number ->
   *[other] { $shown } 托盘
}
unit-roll = { $number ->
   *[other] { $shown } 卷
}
unit-sheet = { $number ->
   *[other] { $shown } 张
}
unit-kg = { $shown } 千克
unit-t = { $number ->
   *[other] { $shown } 吨
}
unit-g = { $shown } 克
unit-l = { $number ->
   *[other] { $shown } 升
}
unit-m = { $number ->
   *[other] { $shown } 米
}
unit-m2 = { $shown } 平方米
unit-m3 = { $shown } 立方米

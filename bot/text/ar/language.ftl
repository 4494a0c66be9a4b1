## اختيار اللغة والكلمات التي تُكتب
language-title = لغتكم
language-chosen = من الآن أخاطبكم بهذه اللغة: { $name }.
language-choose = اختاروا اللغة التي أخاطبكم بها. يمكن للطرف الآخر اختيار لغة أخرى.
button-language = اللغة
menu-language = اختيار اللغة

typed-browse = تصفح
typed-deals = صفقات
typed-sell = بيع
typed-listings = منتجات
typed-ship = شحن
typed-profile = ملف
typed-invite = دعوة
typed-join = انضمام
typed-help = مساعدة
typed-cancel = إلغاء
typed-queue = قضايا
typed-language = لغة

## البحث عن البضائع
button-find = بحث
button-everything = الكل
button-saved-searches = عمليات البحث المحفوظة
button-previous = ‹ السابق
button-filter = تصفية
button-save-search = احفظ وأخبرني بالجديد
button-stop-alerts = لا تخبرني بعد الآن
button-show-all = عرض الكل
button-forget-search = احذف { $number }
button-share = مشاركة
everything-title = كل المعروض للبيع
search-title-in = «{ $words }» في { $category }
search-corrected = لا يوجد شيء بهذا اللفظ تمامًا. هذه نتائج «{ $words }».
search-saved = تم الحفظ. سأخبرك عندما يظهر جديد مطابق، مرة في الساعة على الأكثر.
search-hushed = لن أخبرك عن هذا البحث بعد الآن. يبقى محفوظًا.
filter-title = تصفية
filter-none = لا توجد تصفية.
filter-hint = ضغطة واحدة لكل منها. ويمكنك أن تكتب مثلًا: browse فولاذ أقل من 50 من ألمانيا
filter-price-between = من { $low } إلى { $high }
filter-price-up-to = حتى { $high }
filter-price-from = من { $low } فأكثر
filter-min-order = الحد الأدنى للطلب حتى { $number }
filter-ships-from = من { $place }
filter-any-price = أي سعر
filter-any-minimum = أي حد أدنى
filter-anywhere = من أي مكان
find-title = بحث
find-ask = عمّ تبحث؟
find-ask-label = الكلمات
saved-title = عمليات البحث المحفوظة
saved-none = لم تحفظ أي بحث بعد. ابحث عن شيء ثم اضغط «احفظ» تحت النتائج.
saved-tells = يخبرك بالجديد
saved-silent = صامت
alert-news = { $count ->
    [zero] لا جديد لبحثك.
    [one] هناك عرض جديد لأحد عمليات بحثك.
    [two] هناك عرضان جديدان لأحد عمليات بحثك.
    [few] هناك { $count } عروض جديدة لأحد عمليات بحثك.
    [many] هناك { $count } عرضًا جديدًا لأحد عمليات بحثك.
   *[other] هناك { $count } عرض جديد لأحد عمليات بحثك.
}

## عرض
fact-ships-from = الشحن من
listing-removed = أُزيل هذا العرض.
listing-is-removed = أُزيل العرض. الصفقات الجارية مستمرة.
listing-is-paused = متوقف مؤقتًا
listing-left = المتبقي { $quantity }
button-change-listing = تعديل
button-photo = صورة جديدة
button-remove-listing = إزالة
button-remove-for-good = نعم، أزله
confirm-remove-listing = لن يجد أحد هذا العرض بعد الآن. الصفقات الجارية تستمر كما اتُّفق عليها.
share-title = مشاركة هذا العرض
share-telegram = بالزر يمكنك إرسال الرابط في تيليجرام. من يفتحه يرى العرض فورًا.
share-slack = في سلاك اكتب
button-share-link = إرسال الرابط
button-open-link = فتح الرابط
listing-title = تعديل العرض
button-save = حفظ
photo-title = صورة جديدة
photo-ask = أرسل الصورة الآن. ستحل محل الصورة المعروضة.
photo-ask-label = الصورة
sell-photo-taken = وصلتني الصورة.
sell-ask-ships-from = من أين يُشحن؟ المدينة والبلد.
sell-ask-ships-from-label = الشحن من
sell-ask-days = خلال كم يوم بعد الطلب يُشحن؟
sell-ask-days-label = أيام حتى الشحن

## ملفات المنتجات
button-template = ملف لعروض كثيرة (CSV)
template-title = عروض كثيرة دفعة واحدة
template-how = املأ هذا الملف في أي جدول بيانات، وأبقِ السطر الأول كما هو، وأعده إليّ بصيغة CSV. قبل أن يحدث شيء أعرض عليك ما سيتغير. تكرار رقم الصنف نفسه يعدّل ذلك العرض.
upload-being-read = أقرأ الملف. تصل المعاينة بعد لحظة.
upload-under-way = أستورده الآن. تصل النتيجة بعد لحظة.
upload-too-big = الملف كبير جدًا. أرسل 5 ميغابايت على الأكثر في كل مرة.
upload-unreadable = لم أعد أستطيع قراءة هذا الملف. أرسله مرة أخرى من فضلك.
upload-would = ستُضاف { $added } وتُعدَّل { $updated } من العروض. لم يحدث شيء بعد.
upload-did = تم: أُضيف { $added }، وعُدِّل { $updated }.
upload-unchanged = { $count ->
    [zero] كل الأسطر جديدة.
    [one] سطر واحد كما هو من قبل.
    [two] سطران كما هما من قبل.
    [few] { $count } أسطر كما هي من قبل.
    [many] { $count } سطرًا كما هي من قبل.
   *[other] { $count } سطر كما هي من قبل.
}
upload-refused = { $count ->
    [zero] كل الأسطر صالحة.
    [one] سطر واحد لا يصلح:
    [two] سطران لا يصلحان:
    [few] { $count } أسطر لا تصلح. أولها:
    [many] { $count } سطرًا لا تصلح. أولها:
   *[other] { $count } سطر لا تصلح. أولها:
}
upload-line = السطر { $number }
button-import = استيراد { $count }

## الفئات، للمشغّلين
tree-title = شجرة الفئات
tree-below = { $count ->
    [zero] لا شيء تحتها.
    [one] تحتها فئة واحدة.
    [two] تحتها فئتان.
    [few] تحتها { $count } فئات.
    [many] تحتها { $count } فئة.
   *[other] تحتها { $count } فئة.
}
button-add-category = أضف فئة هنا
button-rename = إعادة تسمية
button-move = نقل
button-remove = إزالة
category-add-title = فئة جديدة
category-rename-title = إعادة تسمية الفئة
category-move-title = نقل الفئة
category-ask-name = ما اسمها؟
category-ask-name-label = الاسم
category-ask-parent = تحت أي فئة؟
category-ask-parent-label = تحت
category-top = في المستوى الأعلى
category-removed = أُزيلت { $name }.
button-digital = هذه سلع رقمية
button-not-digital = ليست سلعًا رقمية
category-is-digital = سلع رقمية، وكذلك كل ما تحتها: لا تُعرض لها صفحة دفع في تيليغرام.
digital-not-paid-here = لا يمكن دفع ثمن السلع الرقمية من تيليغرام، فشروطه لا تسمح لها إلا بنجومه. اربطوا حساب Slack من الإعدادات وادفعوا هناك؛ وإن لم تدفعوا في الموعد فلن تخسروا شيئًا.
error-category-in-use = فيها عروض أو فئات. انقلها أولًا.
problem-duplicate-name = هذا الاسم موجود هنا.
problem-inside-itself = لا يمكن أن تكون الفئة داخل نفسها.
problem-not-a-photo = أرسل صورة من فضلك، لا كلمات.

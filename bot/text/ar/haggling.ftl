# المساومة: اختصارات، ما تغيّر، السجل، المسودات.
offer-ask-line = أو اكتب كل شيء في سطر واحد، مثلاً: 500 قطعة بسعر 4.20 تسليم المصنع، 3 أسابيع. وهو يملأ الحقول أدناه.
offer-ask-line-label = في سطر واحد
offer-ask-payer = من يدفع أجرة الناقل؟
offer-ask-payer-label = الشحن على حساب
offer-ask-tolerance = كم بالمئة زيادة يجوز تسليمها بالمبلغ الإجمالي نفسه؟
offer-ask-tolerance-label = سماحية الكمية، %
offer-ask-parts = هل يجوز أن تصل البضاعة على عدة شحنات؟
offer-ask-parts-label = شحنات جزئية
offer-ask-release = هل تُقبل كل شحنة وتُدفع وحدها؟
offer-ask-release-label = الدفع لكل شحنة
offer-ask-inspection = كم يوماً لدى المشتري لفحص البضاعة؟
offer-ask-inspection-label = مدة الفحص بالأيام
offer-ask-po = ما رقم أمر الشراء لدى المشتري؟
offer-ask-po-label = رقم أمر الشراء
freight-payer-buyer = المشتري
freight-payer-seller = البائع، ضمن السعر
answer-yes = نعم
answer-no = لا
hours = { $hours ->
    [zero] { $hours } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $hours } ساعات
    [many] { $hours } ساعة
   *[other] { $hours } ساعة
}
button-more-terms = شروط أخرى
button-offers = كل العروض
button-renew-offer = تقديم العرض مجدداً
button-repeat = طلب الشيء نفسه مجدداً
button-draft = تحويله إلى عرض
offer-chip-list = { $goods } بسعر { $price }
offer-chip-last = كالمرة السابقة: { $goods } بسعر { $price }
offer-chip-less5 = −5 %: { $price }
offer-chip-less10 = −10 %: { $price }
offer-chip-middle = في الوسط: { $price }
offer-chip-hold = شروطهم بسعر { $price }
offer-changed = مقارنة بالعرض رقم { $number }:
offer-unchanged = الشروط نفسها كما في العرض رقم { $number }.
offer-difference = { $what }: { $before } ← { $after }
term-quantity = الكمية
term-tolerance_percent = السماحية
term-unit_price = سعر الوحدة
term-freight = الشحن
term-freight_payer = الشحن على حساب
term-incoterm = شرط التسليم
term-place = المكان
term-lead_time_days = مدة التجهيز
term-partial_shipments = شحنات جزئية
term-partial_release = الدفع لكل شحنة
term-inspection_days = مدة الفحص
term-po_number = رقم أمر الشراء
term-notes = ملاحظات
offer-days-left = { $days ->
    [zero] لم يبق له يوم كامل.
    [one] يبقى سارياً يوماً واحداً.
    [two] يبقى سارياً يومين.
    [few] يبقى سارياً { $days } أيام.
    [many] يبقى سارياً { $days } يوماً.
   *[other] يبقى سارياً { $days } يوم.
}
offer-hours-left = { $hours ->
    [zero] لم تبق له ساعة كاملة.
    [one] يبقى سارياً ساعة واحدة.
    [two] يبقى سارياً ساعتين.
    [few] يبقى سارياً { $hours } ساعات.
    [many] يبقى سارياً { $hours } ساعة.
   *[other] يبقى سارياً { $hours } ساعة.
}
offer-minutes-left = { $minutes ->
    [zero] ينتهي الآن.
    [one] يبقى سارياً دقيقة واحدة.
    [two] يبقى سارياً دقيقتين.
    [few] يبقى سارياً { $minutes } دقائق.
    [many] يبقى سارياً { $minutes } دقيقة.
   *[other] يبقى سارياً { $minutes } دقيقة.
}
offers-title = العروض في { $code }: { $product }
offers-number = رقم { $number }، { $at }
offers-line = { $author }: { $goods } بسعر { $price }، المجموع { $total } ({ $status })
offer-status-active = ينتظر جواباً
offer-status-countered = قوبل بعرض آخر
offer-status-accepted = قُبل
offer-status-declined = رُفض
offer-status-withdrawn = سُحب
offer-status-expired = انتهت مدته
chart-legend = في الصورة: الدوائر عروض المشتري والمربعات عروض البائع، وهي سعر الوحدة عرضاً بعد عرض.
chart-alt = { $count ->
    [zero] لا عروض بعد. المشتري: { $buyer }. البائع: { $seller }.
    [one] السعر في عرض واحد. المشتري: { $buyer }. البائع: { $seller }.
    [two] السعر في عرضين. آخر ما عرضه المشتري: { $buyer }. آخر ما عرضه البائع: { $seller }.
    [few] السعر في { $count } عروض. آخر ما عرضه المشتري: { $buyer }. آخر ما عرضه البائع: { $seller }.
    [many] السعر في { $count } عرضاً. آخر ما عرضه المشتري: { $buyer }. آخر ما عرضه البائع: { $seller }.
   *[other] السعر في { $count } عرض. آخر ما عرضه المشتري: { $buyer }. آخر ما عرضه البائع: { $seller }.
}
offer-which = في أي صفقة؟ اكتب رمزها أولاً، مثلاً: عرض الرمز 500 قطعة بسعر 4.20
offer-nowhere = ليست لديك مفاوضات مفتوحة. افتح إعلاناً وقدّم عرضاً هناك؛ سؤاله الأول يقبل أيضاً سطراً كاملاً من الشروط.
terms-seen = هذا يبدو شروطاً. لم يُعرض شيء بعد.
menu-offer = عرض في سطر واحد: الصفقة ثم الشروط
typed-offer = عرض

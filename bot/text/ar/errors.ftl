## الرفض
error-not-found = لا أجد ذلك، أو أنه ليس لكم.
error-not-allowed = صلاحيتكم لا تسمح بذلك.
error-not-now = هذا غير ممكن الآن. إليكم الوضع الحالي.
error-stale = كانت تلك نسخة أقدم. إليكم الوضع الحالي.
error-act-under-way = يجري سؤال مزوّد خدمة الدفع. يُرجى الانتظار لحظة.
error-frozen = هذه الصفقة مجمّدة إلى أن يُحسم النزاع.
error-own-listing = هذا منتجكم أنتم.
error-own-offer = لا يمكنكم قبول عرضكم أنتم.
error-offer-expired = انتهت صلاحية هذا العرض.
error-not-your-turn = عرضكم مطروح. انتظروا الرد، أو اسحبوه أولًا.
error-out-of-stock = الكمية المتبقية: { $left }.
error-listing-gone = لم يعد هذا المنتج معروضًا للبيع.
error-does-not-fit = مجموع هذه المهل بالأيام: { $days }، وأقصى مدة لاحتجاز المال بالأيام: { $limit }. قصّروا مهلة الشحن أو النقل، أو اجعلوها صفقتين.
error-payout-not-ready = ليس لديكم حساب لاستلام المدفوعات بعد، فلا يمكن لأحد أن يدفع لكم. اربطوا حسابًا أولًا.
error-same-person = يجب أن يكون التوقيعان من شخصين مختلفين.
error-already-signed = سبق أن وقّع طرفكم.
error-name-differs = يُرجى كتابة اسمكم الكامل بالحروف.
error-terms-changed = تغيّر النص منذ عرضه. يُرجى قراءته من جديد.
error-too-much-shipped = الكمية الباقية للشحن: { $open }.
error-too-early = يصبح ذلك ممكنًا ابتداءً من { $at }.
error-conflict-of-interest = لا يمكنكم المشاركة في هذه القضية: { $why ->
    [traded] شركتكم تعاملت مؤخرًا مع أحد الطرفين.
    [appeal] الاستئناف مقدَّم ضد قراركم أنتم.
   *[party] شركتكم طرف فيها.
 }
error-taken-by-somebody =
    { $named ->
        [yes] هذه القضية لدى { $name }.
       *[no] هذه القضية لدى مشرف آخر.
     }
error-not-registered = يُرجى الانضمام مع شركتكم أولًا.
error-too-many = محاولات كثيرة جدًا. يُرجى المحاولة لاحقًا.
error-over-limit = يمكنكم وحدكم القبول حتى { $limit }، وهذا أعلى منه. اطلبوا موافقة أحد الزملاء.
error-over-offer-limit = يمكنكم وحدكم إلزام شركتكم حتى { $limit }، وهذا أعلى منه: لم يُرسل شيء. يمكن أن يرسله زميل حدّه أعلى أو بلا حدّ. اكتبوا «company» لتروا من هو؛ ويمكن للمالك تغيير حدّكم هناك.
error-already-exists = هذا موجود من قبل.
error-invalid-value = لا يمكن استخدام هذه القيمة.
error-bug = حدث خطأ من جانبنا. لم يتغير شيء. الرقم المرجعي: { $reference }

## الخطأ في القيمة
problem-empty = { $field ->
    [file] الملف فارغ.
   *[other] يُرجى الإجابة عن هذا.
}
problem-too-short = هذا قصير جدًا. أقل عدد من الأحرف: { $least }.
problem-too-long = هذا طويل جدًا. أقصى عدد من الأحرف: { $most }.
problem-not-a-number = لا أفهم هذا الرقم. اكتبوه مثل 1250 أو 12.50.
problem-ambiguous = يمكن قراءة ذلك بطريقتين. اكتبوه دون فاصل للآلاف، مثل 1250 أو 1.25.
problem-negative = لا يمكن أن يكون سالبًا.
problem-zero = يجب أن يكون أكبر من الصفر.
problem-too-big = هذا كثير جدًا.
problem-too-small = هذا أقل من أن يُدفع.
problem-too-precise = أقصى عدد من المنازل العشرية: { $decimals }.
problem-out-of-range = يجب أن يكون بين { $low } و{ $high }.
problem-below-minimum = الحد الأدنى للطلب: { $minimum }.
problem-above-stock = الكمية المتاحة: { $left }.
problem-below-reserved = الكمية المحجوزة لصفقات جارية: { $reserved }.
problem-unknown-currency = لا أعرف العملة { $currency }.
problem-not-traded = لا يجري التداول في هذا السوق بعملة { $currency }.
problem-wrong-currency = عملة هذه الصفقة: { $currency }.
problem-unknown-unit = لا أعرف الوحدة { $unit }. اكتبوا إحدى هذه: { $units }
problem-wrong-unit = وحدة القياس هنا: { $unit }.
problem-unknown-incoterm = { $incoterm } ليس من قواعد إنكوترمز 2020.
problem-unknown-category = لا أعرف هذه الفئة.
problem-unknown-reason = يُرجى اختيار أحد الأسباب.
problem-unknown-outcome = يُرجى اختيار أحد القرارات.
problem-unknown-role = لا أعرف الدور { $role }.
problem-not-an-option = يُرجى اختيار أحد الخيارات.
problem-no-parts = هذه الشروط لا تسمح بشحنات جزئية: اشحنوا الكل ({ $open }).
problem-does-not-fit = لا يمكن احتجاز المال كل هذه المدة.
problem-not-an-email = هذا ليس عنوان بريد إلكتروني.
problem-too-deep = أقصى عدد من مستويات الفئة: { $most }.

## الخطأ في ملف المنتجات
problem-no-rows = لا توجد صفوف تحت صف العناوين.
problem-wrong-header = يجب أن يكون السطر الأول هكذا تمامًا: { $expected }
problem-wrong-delimiter = يجب الفصل بين الأعمدة بفواصل.
problem-columns = عدد أعمدة هذا الصف: { $found }، والمطلوب: { $expected }.
problem-duplicate = رقم الصنف هذا موجود في السطر { $first_line }.
problem-unclosed-quote = علامة اقتباس فُتحت ولم تُغلق.
problem-stray-quote = توجد علامة اقتباس وسط القيمة. ضعوا القيمة كلها بين علامتي اقتباس واكتبوا الداخلية مضاعفة.
problem-stray-line-end = يوجد فاصل أسطر داخل القيمة. ضعوا القيمة كلها بين علامتي اقتباس.
problem-nul-byte = هذا ليس نصًا: يحتوي على بايت صفري.
problem-not-utf-8 = تتعذر قراءة هذا. احفظوا الملف بترميز UTF-8.

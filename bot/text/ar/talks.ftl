## المحادثات
talk-over = انتهى هذا النموذج.
talk-cancelled = تم الإلغاء. لم يتغير شيء.
talk-continue = كنتم في منتصف أمر: { $title }.

offer-title = عرضكم
offer-about = { $product }، السعر المعلن { $price } { $unit }
offer-last = آخر عرض رقم { $number } في الصفقة { $code }: الإجمالي { $total }
offer-ask-quantity = ما الكمية؟
offer-ask-quantity-label = الكمية
offer-ask-price = ما سعر الوحدة الذي تعرضونه؟
offer-ask-price-label = سعر الوحدة
offer-ask-freight = كم تبلغ أجرة الشحن الإضافية إجمالًا؟
offer-ask-freight-label = أجرة الشحن
offer-no-freight = لا شيء إضافي
offer-ask-incoterm = بأي شرط تسليم (إنكوترمز 2020)؟
offer-ask-incoterm-label = إنكوترمز
offer-ask-place = ما المكان المسمّى معه؟
offer-ask-place-label = المكان
offer-ask-lead = خلال كم يومًا يجب الشحن؟
offer-ask-lead-label = مهلة الشحن بالأيام
offer-ask-valid = إلى متى يسري عرضكم؟
offer-ask-valid-label = مدة السريان
valid-24h = 24 ساعة
valid-72h = 3 أيام
valid-7d = 7 أيام
offer-ask-notes = هل تودّون إضافة شيء؟
offer-ask-notes-label = ملاحظات

sign-title = القراءة والتوقيع
sign-hash = بصمة هذا النص تحديدًا (SHA-256، مختصرة): { $hash }…
papers-hash = بصمة هذا النص تحديدًا (SHA-256): { $hash }
sign-ask-name = اكتبوا اسمكم القانوني الكامل.
sign-ask-name-label = الاسم القانوني

ship-title = الشحن
ship-ask-carrier = مع أي ناقل؟
ship-ask-carrier-label = الناقل
ship-ask-tracking = ما رقم التتبع؟
ship-ask-tracking-label = رقم التتبع
ship-ask-quantity = ما الكمية في هذه الشحنة؟
ship-ask-quantity-label = الكمية

cancel-title = طلب الإلغاء
cancel-ask-reason = لماذا؟ سيقرأ الطرف الآخر ذلك.
cancel-ask-reason-label = السبب

extension-title = طلب مزيد من الوقت
extension-ask-days = كم يومًا إضافيًا تحتاجون؟
extension-ask-days-label = الأيام
extension-ask-reason = لماذا؟ سيقرأ المشتري ذلك.
extension-ask-reason-label = السبب

dispute-title = فتح نزاع
dispute-ask-reason = ما المشكلة؟
dispute-early = ما زال لدى البائع وقت للشحن حتى { $at }. وقبل ذلك، وما دام لم يصل شيء، لا يُقبل سببًا إلا الاحتيال.
dispute-ask-reason-label = السبب
dispute-ask-statement = صفوا الأمر بحيث يفهمه المشرف: 100 حرف على الأقل، أو بضع كلمات مع صورة أو مستند.
dispute-ask-statement-label = الإفادة

answer-title = الرد على النزاع
answer-ask-statement = ما قولكم في ذلك؟
answer-ask-statement-label = الرد

ruling-title = البتّ في القضية
ruling-ask-outcome = ما قراركم؟
ruling-ask-outcome-label = القرار
ruling-ask-refund = كم يعود إلى المشتري؟ مبلغ أو نسبة مئوية.
ruling-ask-refund-label = للمشتري
ruling-ask-resolution = اذكروا الأسباب. سيقرؤها الطرفان.
ruling-ask-resolution-label = الأسباب

register-title = الانضمام إلى السوق
register-ask-name = ما اسمكم؟
register-ask-name-label = الاسم
register-ask-company = لأي شركة تتعاملون؟
register-ask-company-label = الشركة
register-ask-address = ما عنوان التسليم لديكم؟
register-ask-address-label = عنوان التسليم
register-ask-currency = بأي عملة تتعاملون غالبًا؟
register-ask-currency-label = العملة

address-title = عنوان التسليم

sell-title = بيع منتج
sell-ask-name = ماذا تبيعون؟ في سطر واحد.
sell-ask-name-label = الاسم
sell-ask-category = في أي فئة؟
sell-ask-category-label = الفئة
sell-ask-unit = بأي وحدة يُحسب؟
sell-ask-unit-label = الوحدة
sell-ask-currency = بأي عملة السعر؟
sell-ask-currency-label = العملة
sell-ask-price = كم سعر الوحدة؟
sell-ask-price-label = السعر
sell-ask-minimum = ما الحد الأدنى للطلب؟
sell-ask-minimum-label = الحد الأدنى للطلب
sell-ask-stock = كم لديكم في المخزون؟
sell-ask-stock-label = المخزون
sell-ask-description = صفوه في بضع جمل.
sell-ask-description-label = الوصف
restock-title = تغيير المخزون

message-title = مراسلة الطرف الآخر
message-ask = ماذا تريدون أن تقولوا؟ لن يروا حسابكم.
message-ask-label = الرسالة

evidence-title = إضافة أدلة
evidence-ask-statement = ما الذي يثبت أنكم على حق؟
evidence-ask-statement-label = الأدلة

settlement-title = اقتراح تسوية
settlement-ask-amount = كم يعود من المال المحتجز إلى المشتري؟ مبلغ أو نسبة مئوية؛ والباقي للبائع.
settlement-ask-amount-label = للمشتري

return-title = إعادة البضاعة
return-ask-tracking = ما رقم تتبع الإرجاع؟
return-ask-tracking-label = رقم التتبع

appeal-title = استئناف
appeal-ask-statement = ما الجديد؟ سيقرأ ذلك مشرف آخر (20 حرفًا على الأقل).
appeal-ask-statement-label = أدلة جديدة

freeze-title = إيقاف هذه الصفقة
freeze-ask-reason = لماذا؟ سيُحفظ ذلك في السجل.
freeze-ask-reason-label = السبب
talk-review-again = تغيّرت الصفقة في هذه الأثناء. لم يُرسل شيء: يرجى المراجعة مرة أخرى ثم الإرسال.

# Slack: تثبيت التطبيق وما تُبلَّغ به مساحات العمل.

page-slack-installed = تم تثبيت التطبيق
page-slack-installed-words = افتحوه في Slack ضمن «التطبيقات»، أو اكتبوا /parley في أي مكان.
page-slack-not-installed = لم يُثبَّت التطبيق
page-slack-not-installed-words = لم يتغيّر شيء في مساحة عملكم. يُرجى البدء من جديد.
told-slack-install-again = لم يعد Slack يقبل رمز مساحة العمل { $workspace }. وإلى أن يُثبَّت التطبيق فيها مرة أخرى ({ $address }) لا يُبلَّغ من فيها إلا في محادثاتهم الأخرى.
shortcut-browse = البحث عن بضائع
shortcut-sell = بيع شيء
shortcut-deals = صفقاتي
shortcut-offer = جعل الرسالة عرضًا
shortcut-evidence = إضافة كدليل
told-slack-events-limited = يحجب Slack حاليًا أحداث مساحة العمل { $workspace }: كان عددها كبيرًا خلال ساعة. ما زالت الضغطات والأوامر تصل، وزر «تحديث» يُحدّث صفحة البداية.
told-slack-deliveries-failing = من بين آخر { $every } من إشعارات سلاك ({ $workspace }) خلال ساعة، تعذّر حفظ { $lost }. يعيد سلاك إرسالها بضع دقائق، ويتوقف عن الإرسال إلى التطبيق إذا فشلت كلها تقريبًا: يرجى فحص قاعدة البيانات والسجل.

menu-evidence = دليل لنزاع مفتوح: الصفقة ثم ما الذي يثبت ذلك
evidence-ask-dispute = لأي نزاع هذا الدليل؟
evidence-ask-dispute-label = النزاع
evidence-no-dispute = لا يوجد الآن نزاع يقبل أدلة منك. إذا احتاج المشرف إلى المزيد فسيطلبه منك.
evidence-only-here = لا أستطيع قبول الرسائل كأدلة إلا من محادثتك معي. شارك الرسالة أو الملف هناك ثم استخدم «إضافة كدليل».
whom-ask = بأي شركة يتعلق الأمر؟
whom-ask-label = الشركة
button-whom = اختيار شركة
share-address = عنوان العرض
page-listing-slack = في سلاك اكتب: /parley { $command }
page-listing-telegram = في تيليجرام افتح: { $link }

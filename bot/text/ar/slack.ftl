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
told-slack-events-limited = يحجب Slack حاليًا أحداث مساحة العمل { $workspace }: كان عددها كبيرًا خلال ساعة. ما زالت الضغطات والأوامر تصل، وزر «تحديث» يُحدّث صفحة البداية.

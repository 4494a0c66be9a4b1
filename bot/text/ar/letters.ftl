# إشعارات لم تصل وملاحظات إلى المشغّلين.
button-drop = صرف النظر
dead-title = إشعار لم يصل
dead-about = عن
dead-for = إلى
dead-since = منذ
dead-words = { $count ->
    [zero] لم يُحاوَل إرساله.
    [one] حُوول مرة واحدة ثم تُرك.
    [two] حُوول مرتين ثم تُرك.
    [few] حُوول { $count } مرات ثم تُرك.
    [many] حُوول { $count } مرة ثم تُرك.
   *[other] حُوول { $count } مرة ثم تُرك.
 }
dead-is-waiting = تجري المحاولة من جديد.
dead-is-sent = وصل.
dead-is-dropped = صُرف النظر عنه، ولا يُبلَّغ أحد.
button-to-operator = طلب المشغّل
operator-title = طلب المشغّل
operator-ask = ماذا يجب أن يعرف المشغّلون؟ لا يقرؤه غيرهم، ويدخل ملف القضية.
operator-ask-label = ملاحظة
operator-asked = القضية { $code }: يطلب { $who } المشغّل.
operator-alone = لا يقرأ هذا إلا المشغّلون. تسليم القضية يحررها ليأخذها غيره.
done-to-operator = وصلت ملاحظتكم إلى المشغّلين.
case-to-operator = ملاحظة إلى المشغّل
notice-case-to-operator = طلب مشرف هذه القضية المشغّل.

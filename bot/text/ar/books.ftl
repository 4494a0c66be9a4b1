# دفاتر مزود الدفع ودفاترنا، على بطاقة المشرفين.
books-title = دفاتر مزود الدفع
books-accept = رُوجع: { $ref }
books-accept-words = قولوا ذلك فقط إن راجعتموه بأنفسكم، هناك وهنا. يجب أن يقول مشغّل ثانٍ الشيء نفسه، وعندئذ لا يوقف المدفوعات. ما السبب؟
books-accept-words-second = راجعه مشغّل واحد. إن راجعتموه أيضًا فلن يوقف المدفوعات. ما السبب؟
books-for-own_money = إنه مالنا نحن
books-for-mended = صُحّح يدويًا
books-for-theirs = قائمة المزود خاطئة
books-accepted-by = راجعه { $who }. يجب أن يقول مشغّل ثانٍ الشيء نفسه.
books-accepted-once = سُجّل. يجب أن يقول مشغّل ثانٍ الشيء نفسه.
books-accepted-twice = سجّله اثنان. تجري مقارنة الدفاتر من جديد.
books-more = { $count ->
    [zero] لا مواضع أخرى.
    [one] موضع واحد آخر: يعرض «reconcile» الكل.
    [two] موضعان آخران: يعرض «reconcile» الكل.
    [few] { $count } مواضع أخرى: يعرض «reconcile» الكل.
    [many] { $count } موضعًا آخر: يعرض «reconcile» الكل.
   *[other] { $count } موضع آخر: يعرض «reconcile» الكل.
}
books-looked = قورنت في { $at }.
books-look = المقارنة من جديد الآن
books-look-asked = تجري مقارنة الدفاتر. تُذكر النتيجة هنا.
mismatch-unknown-movement = تحرّك هناك ولم يُقيَّد هنا
mismatch-missing-movement = قُيّد هنا ولم يتحرّك هناك
mismatch-wrong-kind = قُيّد بنوع آخر
mismatch-amount-differs = مبلغ آخر
mismatch-fee-differs = رسم آخر
mismatch-currency-differs = عملة أخرى
mismatch-posted-twice = قُيّد هنا مرتين
mismatch-moved-twice = تحرّك هناك مرتين
mismatch-without-ref = قُيّد بلا مرجع
mismatch-balance-differs = الأرصدة مختلفة

# News that waited for the morning, or for its bundle.
digest-title = { $count ->
    [one] خبر واحد جديد
    [two] خبران جديدان
    [few] { $count } أخبار جديدة
   *[other] { $count } خبرًا جديدًا
}
digest-message = كتب إليك الطرف الآخر.

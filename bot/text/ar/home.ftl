# News that waited for the morning, or for its bundle.
digest-title = { $count ->
    [zero] لا أخبار جديدة
    [one] خبر واحد جديد
    [two] خبران جديدان
    [few] { $count } أخبار جديدة
    [many] { $count } خبرًا جديدًا
   *[other] { $count } خبر جديد
}
digest-message = كتب إليكم الطرف الآخر.

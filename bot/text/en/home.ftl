# News that waited for the morning, or for its bundle.
digest-title = { $count ->
    [one] One thing happened
   *[other] { $count } things happened
}
digest-message = The other side wrote to you.

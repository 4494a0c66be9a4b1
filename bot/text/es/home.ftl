# News that waited for the morning, or for its bundle.
digest-title = { $count ->
    [one] Ha pasado una cosa
   *[other] Han pasado { $count } cosas
}
digest-message = La otra parte te ha escrito.

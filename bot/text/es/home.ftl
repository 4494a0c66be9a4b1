# News that waited for the morning, or for its bundle.
digest-title = { $count ->
    [one] Ha pasado una cosa
    [many] Han pasado { $count } de cosas
   *[other] Han pasado { $count } cosas
}
digest-message = La otra parte le ha escrito.

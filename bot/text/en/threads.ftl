case-has-a-thread = There is a thread for case { $code }: you find it there.

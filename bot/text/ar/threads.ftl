case-has-a-thread = للقضية { $code } سلسلة خاصة بها، وتجدونها هناك.

# Searches typed in any chat behind the bot's name.
inline-entry = Open the market
inline-nothing = Nothing found. Open the market
talk-answer-here = Answer this message with your words.
button-next-photo = Photo { $number } of { $count }

# What is refused or bounded to protect people.
problem-mixed-letters = That can not be used as a name: “{ $word }” mixes letters of different alphabets that look alike. Type it in one alphabet.
problem-name-of-the-market = That could be taken for the market itself. Please use the name that you go by.
error-enough-saved = You have { $most } saved searches, which is the most there can be. Remove one first.
export-newest = These are the newest of your { $all } deals. The operator of this market can give you all of them.
told-audit-checkpoint = For your records, nothing to do: the audit log has { $count } entries and ends with { $sha256 }. Whoever changes the log later can not change this message.

"""Ways to go on without us are seen, also when they are spelt out; prices, sizes, dates and article numbers pass."""

from __future__ import annotations

import time

import pytest

from core.contacts import found_in

LEAKS = (
    # phone numbers
    ("phone", "Call me at +49 170 1234567"),
    ("phone", "+4917012345678"),
    ("phone", "0049 170 12345678"),
    ("phone", "my number: 0170 1234567"),
    ("phone", "0170/123 45 67"),
    ("phone", "(415) 555-2671"),
    ("phone", "415-555-2671"),
    ("phone", "tel. 612 345 678"),
    ("phone", "8 (916) 123-45-67"),
    ("phone", "8 916 123-45-67"),
    ("phone", "звоните 89161234567"),
    ("phone", "我的电话 13812345678"),
    ("phone", "138 1234 5678 打给我,电话"),
    ("phone", "13812345678"),
    ("phone", "050 123 4567"),
    ("phone", "اتصل بي على ٠٥٠١٢٣٤٥٦٧"),
    ("phone", "٠٠٩٧١٥٠١٢٣٤٥٦٧"),
    ("phone", "+971 50 123 4567"),
    ("phone", "０１７０ １２３４５６７"),
    ("phone", "zero one seven zero one two three four five six"),
    ("phone", "null eins sieben null, eins zwei drei vier fünf"),
    ("phone", "cero seis uno dos tres cuatro cinco seis"),
    ("phone", "восемь девять один шесть один два три четыре"),
    ("phone", "一三八一二三四五六七八"),
    ("phone", "صفر خمسة صفر واحد اثنان ثلاثة أربعة"),
    ("phone", "0 1 7 0 1 2 3 4 5 6 7"),
    ("phone", "0-1-7-0-1-2-3-4-5-6-7"),
    ("phone", "1️⃣3️⃣8️⃣ 1️⃣2️⃣3️⃣4️⃣ 5️⃣6️⃣7️⃣8️⃣ 电话"),
    ("phone", "plus four nine one seven zero 1234567"),
    ("phone", "WhatsApp +34 612 345 678 thanks"),
    ("phone", "01\u200b70 123\u200b4567"),
    # mail addresses
    ("mail", "berta@brandt-bau.de"),
    ("mail", "write to berta.brandt+x@gmail.com please"),
    ("mail", "berta @ gmail . com"),
    ("mail", "berta at gmail dot com"),
    ("mail", "berta (at) brandt-bau (dot) de"),
    ("mail", "berta[at]gmail[dot]com"),
    ("mail", "berta {at} firma {punkt} de"),
    ("mail", "berta AT firma PUNKT de"),
    ("mail", "berta arroba gmail punto com"),
    ("mail", "berta собака yandex точка ru"),
    ("mail", "berta艾特163点com"),
    ("mail", "berta@gmail"),
    ("mail", "berta at gmail"),
    ("mail", "ｂｅｒｔａ＠ｇｍａｉｌ．ｃｏｍ"),
    ("mail", "почта: berta@почта.рф"),
    # links
    ("link", "https://hansa.example/offer"),
    ("link", "see www.hansa-metal.de"),
    ("link", "hansa-metal.com has it cheaper"),
    ("link", "see hansa dot com"),
    ("link", "hansa punkt de"),
    ("link", "t.me/berta"),
    ("link", "wa.me/49170"),
    ("link", "hxxp://x"),
    ("link", "сайт ханза.рф"),
    ("link", "hansa(.)com"),
    ("link", "bit.ly/3xyz is there as hansa.io/3xyz"),
    # accounts elsewhere
    ("handle", "@berta_brandt"),
    ("handle", "find me as @bertabau on there"),
    ("handle", "Telegram: berta_b"),
    ("handle", "my telegram is bertabau"),
    ("handle", "WeChat ID: hansa888"),
    ("handle", "加我微信：hansa888"),
    ("handle", "微信号 hansa_888"),
    ("handle", "skype: live.hansa"),
    ("handle", "instagram - hansa.metal"),
    ("handle", "телеграм: hansa_metal"),
    ("handle", "تليجرام: hansa_metal"),
)
INNOCENT = (
    "500 pcs @ 4.20 FOB Shenzhen, 3 wks, valid till Friday",
    "500 pcs @4.20",
    "5 t @FOB price",
    "Article no. 4711820, EAN 4006381333931",
    "EAN 4006381333931",
    "SKU 0170123456",
    "Art.-Nr. 0815 4711",
    "артикул 0170123456",
    "货号 13812345678",
    "HS code 7208.51.20",
    "IBAN DE89 3704 0044 0532 0130 00",
    "Invoice 2026-000123 of 2026-03-02",
    "PO 4500123456, lot 20260302",
    "DIN EN 10025-2:2019, S235JR+AR",
    "2 mm x 1000 mm x 2000 mm",
    "1200 x 2400 x 18",
    "100 200 300 400 mm",
    "1 000 000 EUR",
    "1.250.000,00 EUR",
    "€1,234,567.89 in total",
    "12 500 000 ₽",
    "12,345,678 pcs",
    "02.03.2026",
    "02/03/2026 - 09/03/2026",
    "2026-03-02 09:00-17:00",
    "from 1.3. to 15.3.2026",
    "Tolerance ±0.05, 45 HRC, 220-240 V, 50/60 Hz",
    "The steel is at 20 degrees.It works fine.",
    "Thanks.It is fine",
    "Please look at item dot matrix",
    "we ship at best price point, com plete",
    "drawing.pdf and prices.csv are attached",
    "approx. 3 wks, e.g. by sea, i.e. 21 days",
    "two or three pallets, one per truck, four in all",
    "one two three",
    "zwei bis drei Wochen, eine Palette",
    "Can we talk on the phone about it?",
    "Do you use WhatsApp or Telegram?",
    "The signal is clear, call off 500 pcs",
    "Incoterms 2020, ISO 9001:2015",
    "Tracking number DBS4711820",
    "Tracking 1Z999AA10123456784",
    "Container MSCU1234567",
    "20 oak chairs 45 EUR each, min 5",
    "можем 500 шт по 4,20 до пятницы",
    "500个，单价4.20元，三周",
    "٥٠٠ قطعة بسعر ٤٫٢٠ درهم",
    "puedo 500 uds a 4,20 € en 3 semanas",
    "Wir können 1.500 Stück zu 4,20 € bis 15.04.2026 liefern",
    "二三天发货，一二级品",
    "M8x40, 8.8, zinc, DIN 933, box of 200",
    "Coil 1250 mm, 0.5-3.0 mm, 10-25 t",
    "Model 9001-2200-X",
    "Serial 123456789012",
    "VAT DE123456789",
    "4,200.00 USD / 1000 pcs = 4.20",
    "0.5 1.0 1.5 2.0 3.0 4.0 5.0 6.0 mm",
    "sizes 1, 2, 3, 4, 5, 6, 7, 8",
    "RAL 9005 / 7016 / 3000",
    "temperature 20.5, pressure 1013.25, humidity 45.0",
    "Hansa Metalworks GmbH & Co. KG",
    "node at level 3, dot at the end",
)


@pytest.mark.parametrize(("kind", "words"), LEAKS, ids=[words for _, words in LEAKS])
def test_leaks_are_seen(kind: str, words: str) -> None:
    assert found_in(words) == kind


@pytest.mark.parametrize("kind_and_words", LEAKS[::4], ids=[words for _, words in LEAKS[::4]])
def test_leaks_are_seen_in_the_middle_of_a_letter(kind_and_words: tuple[str, str]) -> None:
    assert found_in(f"Hello, thank you for the offer.\n{kind_and_words[1]}\nBest regards, B.")


@pytest.mark.parametrize("words", INNOCENT)
def test_trade_talk_passes(words: str) -> None:
    assert found_in(words) == ""


def test_there_are_enough_of_them() -> None:
    assert len(LEAKS) >= 60
    assert len(INNOCENT) >= 60


@pytest.mark.parametrize("unit", ["a@", "1 ", "1.", "a.", "at dot ", "one ", "(", "微信", "+1", "www", " . com"])
def test_long_nonsense_takes_no_time(unit: str) -> None:
    began = time.thread_time()
    found_in((unit * 2000)[:2000])
    assert time.thread_time() - began < 0.1

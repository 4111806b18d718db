"""Which words speak for Windows-1252 and which against it."""

import pytest

from mmd_reviewer.readers.western import doubtful, words_beyond_ascii

WESTERN = {
    "de": "Müller Söhne Größe über Öl Ärzte Straße Fußgängerüberweg „Prüfung“ – für 5 € §5 Maß "
    "Übung STRAßE "
    "geöffnet 20°C",
    "fr": "Société Générale déjà où l’école d’accès à la mère être forêt même hôtel côté âge île "
    "sûr août dû œuvre "
    "ça reçu naïf Noël « Bonjour » PÈRE deuxième siècle poème n° 5 Besançon Nîmes",
    "es": "España niño señor Muñoz García Martínez José ¿Qué está? ¡Hola! Málaga pingüino 1º PEÑA",
    "pt": "São Paulo João não ações coração português três Gonçalves técnico",
    "it": "città perché più caffè società però così è c’è dell’acqua Niccolò virtù Forlì",
    "nl": "België coördinatie geïnteresseerd één Israël financiële",
    "da": "Møller Sørensen København på år Århus færdig Bjørn Østergård Ærø",
    "sv": "Göteborg Malmö Åkesson är på räksmörgås Växjö Hämäläinen Jyväskylä",
    "en": "it’s don’t users’ “quoted” Microsoft® Windows™ £5 café résumé – and… O’Brien 5 m² 10 µm",
}
FOREIGN = {
    "cp1250": "Dvořák Jiří Příbram Plzeň můj město Kučera Koněčný Łódź Wiśniewski Gdańsk Wąż żona "
    "się Dębica Győr "
    "egyszerű idő Kovačević Đorđević čovjek Bucureşti ţară încă Brăila",
    "cp850": "Müller Söhne Größe Straße Köln schön Ärzte Übung Österreich geöffnet Käse groß "
    "Société hôtel España",
    "mac-roman": "Müller Söhne Größe Straße Köln schön Ärzte Übung Österreich Käse groß Société "
    "forêt García España",
    "cp1251": "Рога копыта Балтика Завод",
    "koi8-r": "Рога копыта Балтика Завод",
    "cp1253": "Ζευς Ναυτιλιακή",
    "cp1254": "Yıldız Şişli Bankası Işık",
    "shift-jis": "東京電機 株式会社 スキャナ",
    "gbk": "北京 上海电机",
}


@pytest.mark.parametrize("language", WESTERN)
def test_western_words_read_well(language: str) -> None:
    words = words_beyond_ascii(WESTERN[language])
    assert words
    assert not [word for word in words if doubtful(word)]


@pytest.mark.parametrize("codec", FOREIGN)
def test_every_word_of_another_encoding_is_doubtful(codec: str) -> None:
    for word in FOREIGN[codec].split():
        read = words_beyond_ascii(word.encode(codec).decode("cp1252", "surrogateescape"))
        assert any(map(doubtful, read)), (word, read)

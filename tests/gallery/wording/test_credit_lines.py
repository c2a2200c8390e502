"""Credit lines split off the captions they end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.wording.credit_lines import plain_credit, split_beside, split_credit


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("A rally. (TUT.by via AP)", "A rally.", "TUT.by via AP"),
        ("They meet. (Sergei Chirikov/Pool Photo via AP, File)", "They meet.", "Sergei Chirikov/Pool Photo via AP, File"),
        ("He lands. (Andrei Stasevich /BelTA Pool Photo via AP)", "He lands.", "Andrei Stasevich /BelTA Pool Photo via AP"),
        ("The bridge. [Reuters]", "The bridge.", "Reuters"),
        ("The bridge. (Jane Roe)", "The bridge.", "Jane Roe"),
        ("Das Rathaus. Foto: Max Muster/dpa", "Das Rathaus.", "Max Muster/dpa"),
        ("Foto: Max Muster/dpa", "", "Max Muster/dpa"),
        ("Le pont. Crédit photo : Jeanne Roe / AFP", "Le pont.", "Jeanne Roe / AFP"),
        ("El puente. © EFE", "El puente.", "EFE"),
        ("The bridge. Photo by Jane Roe/Getty Images", "The bridge.", "Photo by Jane Roe/Getty Images"),
        ("The bridge. / Photo by Jane Roe", "The bridge.", "Photo by Jane Roe"),
        ("A (left) and B. John Doe/AFP via Getty Images", "A (left) and B.", "John Doe/AFP via Getty Images"),
        ("The bridge | Getty Images", "The bridge", "Getty Images"),
        ("Getty Images", "", "Getty Images"),
        ("CreditJane Roe", "", "Jane Roe"),
        ("CreditCreditJane Roe/The Post", "", "Jane Roe/The Post"),
        ("The bridge. CreditJane Roe for The Harbour Post", "The bridge.", "Jane Roe for The Harbour Post"),
        ("Jane Roe/Herald", "", "Jane Roe/Herald"),
        ("Photo: Jane Roe [CC BY-SA 3.0], via Wikimedia Commons", "", "Jane Roe [CC BY-SA 3.0], via Wikimedia Commons"),
        ("The quay. – Bild: Max Muster, Lizenz CC BY-SA 4.0", "The quay.", "Max Muster, Lizenz CC BY-SA 4.0"),
        ("photo: Jane on Unsplash", "", "Jane on Unsplash"),
        ("A man on fire", "A man on fire", ""),
        ("CreditSuisse", "CreditSuisse", ""),
        ("Jane Roe/John Doe", "Jane Roe/John Doe", ""),
        ("橋の朝 写真：共同", "橋の朝", "共同"),
        ("The team (right)", "The team (right)", ""),
        ("The team in Berlin. (von links)", "The team in Berlin. (von links)", ""),
        ("The mayor (43)", "The mayor (43)", ""),
        ("She leads the World Health Organization (WHO)", "She leads the World Health Organization (WHO)", ""),
        ("A dog runs.", "A dog runs.", ""),
        ("", "", ""),
    ],
)
def test_the_credit_is_split_off_as_printed(text, caption, credit):
    assert split_credit(text) == (caption, credit)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("서울 광장에 시민들이 모여 있다. 사진=연합뉴스", "연합뉴스"),
        ("서울 광장에 시민들이 모여 있다. [사진=연합뉴스]", "연합뉴스"),
        ("서울 광장에 시민들이 모여 있다. 홍길동 기자", "홍길동 기자"),
        ("서울 광장에 시민들이 모여 있다. 서울시 제공", "서울시 제공"),
        ("서울 광장에 시민들이 모여 있다. ⓒ뉴시스", "뉴시스"),
        ("工人们在工地上施工。新华社记者张三摄", "新华社记者张三摄"),
        ("工人们在工地上施工（图片来源：视觉中国）", "视觉中国"),
        ("市長出席典禮。（圖／記者王小明攝）", "記者王小明攝"),
        ("首相が会見に臨んだ＝共同", "共同"),
        ("首相が会見に臨んだ（撮影・山田太郎）", "山田太郎"),
        ("首相が会見に臨んだ(C)時事", "時事"),
        ("Рабочие на стройке. Фото: Иван Петров / ТАСС", "Иван Петров / ТАСС"),
        ("Рабочие на стройке © РИА Новости / Иван Петров", "РИА Новости / Иван Петров"),
        ("عمال في موقع بناء (أ ف ب)", "أ ف ب"),
        ("عمال في موقع بناء. تصوير: محمد علي", "محمد علي"),
        ("פועלים באתר בנייה (צילום: דני לוי)", "דני לוי"),
        ("Εργάτες στο λιμάνι. Φωτογραφία: Γιώργος Παππάς", "Γιώργος Παππάς"),
        ("İşçiler limanda. Fotoğraf: Ali Veli / AA", "Ali Veli / AA"),
        ("Công nhân ở cảng. Ảnh: Nguyễn Văn A", "Nguyễn Văn A"),
        ("คนงานที่ท่าเรือ (ภาพ: สมชาย ใจดี)", "สมชาย ใจดี"),
        ("मजदूर बंदरगाह पर। फोटो: राम कुमार", "राम कुमार"),
        ("Rejoice Moyo. Isithombe: Sithunyelwe", "Sithunyelwe"),
        ("Der Turm. Symbolfoto: dpa/Max Muster", "dpa/Max Muster"),
        ("De minister in Den Haag. Foto Jan Jansen/ANP", "Foto Jan Jansen/ANP"),
        ("Le pont. PHOTO JEAN DUPONT, LA GAZETTE", "PHOTO JEAN DUPONT, LA GAZETTE"),
        ("The river.Credit: Ann Ray/The Paper", "Ann Ray/The Paper"),
        ("El puente. Florian Goya (REUTERS)", "Florian Goya (REUTERS)"),
        ("The bridge. (Photo by Ann Ray / AFP) (Photo by ANN RAY/AFP via Getty Images)", "Photo by ANN RAY/AFP via Getty Images"),
    ],
)
def test_credits_are_known_in_many_languages_and_scripts(text, credit):
    assert split_credit(text)[1] == credit


@pytest.mark.parametrize(
    "text",
    [
        "President Joe Doe shakes hands with Sen. Jane Roe",
        "From left: John Smith, Jane Roe",
        "Winner: Jane Roe",
        "Foto de familia de la segunda reunión del Grupo",
        "Photo of Jane Roe",
        "The fire broke out. Images from the scene show smoke rising.",
        "Photo: two children run over the wide green lawn",
        "Video: Jane Roe greets the officials",
        "The source: a river in the north of the country",
        "Residents wait in line (file photo)",
        "Der Turm (Archivbild)",
        "Ein Mann geht (Bild rechts)",
        "The party leader (AfD)",
        "He works for the AP",
        "Best for Active/Side Sleepers",
        "질문에 답하는 기자",
        "学生たちが映画を撮影",
        "首相＝東京都千代田区",
        "图为工人们在施工",
        "صورة جوية للمدينة",
    ],
)
def test_a_sentence_is_never_taken_for_a_credit(text):
    assert split_credit(text) == (text, "")


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("(Photo: Ann Ray)", "Ann Ray"),
        ("/ Ann Ray", "Ann Ray"),
        ("Ann Ray (dpa/picture alliance via Getty)", "Ann Ray (dpa/picture alliance via Getty)"),
        ("© Ann Ray | Ann Ray", "Ann Ray"),
        ("Supplied Image;", "Supplied Image"),
        ("Bild: dpa | Max Muster", "dpa | Max Muster"),
    ],
)
def test_a_credit_that_stands_apart_loses_brackets_labels_and_repetition(printed, plain):
    assert plain_credit(printed) == plain


def test_what_follows_the_picture_s_description_behind_a_mark_is_the_credit():
    assert split_beside("Ann Ray / J. Doe / LRT nuotr.", ["Ann Ray"]) == ("Ann Ray", "J. Doe / LRT nuotr.")
    assert split_beside("A dog / a cat sleep in the barn", ["A dog"]) is None


@given(st.text(max_size=400))
def test_splitting_never_raises_and_never_invents_a_word(text):
    caption, credit = split_credit(text)
    assert caption in text
    assert credit in text or " | " in text

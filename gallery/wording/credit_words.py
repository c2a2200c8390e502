"""The words by which a credit line is known, in the languages of the pages read. Pure.

They only sharpen what the shapes say: brackets, bars, slashes and `©` are the same everywhere, and a language whose words are
not here loses no more than what nothing but a word tells. All words are case-folded.
"""

import re
import unicodedata


def word_set(said: str) -> frozenset[str]:
    """Give the words of a text set out for reading."""
    return frozenset(said.split())


def _names(said: str) -> frozenset[str]:
    return frozenset(name for line in said.split("|") if (name := " ".join(line.split())))


PICTURES = word_set("""
    photo photos photograph photographs photographer photographers photography picture pictures pic pics image images
    illustration illustrations graphic graphics screenshot screenshots screengrab artwork montage collage
    photographe photographie visuel infographie foto fotos bild bilder fotograf fotografin fotografie aufnahme grafik infografik
    beeld beelden prent fotografi billede billeder bilde skjermdump skärmdump skärmbild mynd myndir ljósmynd
    kuva kuvat valokuva kuvaaja kuvakaappaus nuotr nuotrauka nuotraukos attēls attēli fotó fotók kép képek pilt
    fotografía fotografías fotografia fotografias fotógrafo fotógrafa imagen imágenes imagem imagens ilustración ilustração arte
    immagine immagini fotogramma imagine imagini fot zdj zdjęcie zdjęcia snímek snímka fotka slika snimka snimak
    fotoğraf fotoğraflar görsel şəkil surat llun grianghraf gambar ảnh hình larawan picha isithombe izithombe umfanekiso imifanekiso hoto
    фото фотография фотограф фотографії фота снимка снимок снимки знімок світлина изображение зображення слика сурет скриншот
    иллюстрация φωτο φωτό φωτογραφία φωτογραφίες εικόνα լուսանկար լուսանկարը ֆոտո ფოტო
    صورة الصورة صور تصوير عدسة عکس عکاس تصویر תמונה תמונות צילום צילומים
    사진 写真 照片 फोटो तस्वीर चित्र छायाचित्र ছবি படம் ఫోటో ಫೋಟೋ ഫോട്ടോ ફોટો ਫੋਟੋ ภาพ ภาพถ่าย ภาพจาก
""")
SOURCES = word_set("""
    credit credits courtesy copyright source sources crédit crédits credito crediti crédito créditos kredit quelle quellen nachweis
    urheber bildrechte rechte bron kilde källa lähde fuente fonte font autor autora sursa kaynak źródło zdroj forrás izvor vir avots
    šaltinis allikas nguồn sumber πηγή источник джерело извор крыніца المصدر مصدر منبع מקור קרדיט स्रोत सौजन्य साभार ที่มา เครดิต
""")
BETWEEN = word_set("""
    by of from via for with the a and & + - / von der des den van zu und de du di del la le les el do da dos das par av af door og och
    et e i y pour für para per voor till
""")
"""Small words inside labels and names."""
GIVEN = word_set("""
    courtesy handout hand-out provided supplied submitted contributed via cedida cedidas cortesía gentileza divulgação reprodução privat
    pressefoto предоставлено надано 提供 제공 供图 供圖 cung cấp
""")
"""What says that the credited gave the picture out."""
MARKS = GIVEN | word_set("""
    staff file pool photo photos image images pictures picture agency agentur agence agencia screenshot archive archives archiv archivo
    arquivo archivio arkiv illustration graphic collage nuotr fot from special contributor
""")
"""Words that stand in credit lines in small letters."""
FILING = word_set("""
    file files photo photos image picture pic archive archives archiv archivfoto archivbild archivaufnahme archivo arquivo archivio
    arkiv arkivfoto arkivbild arkivbilde arşiv arkistokuva архив архивное архивная архів symbolfoto symbolbild stock d'archives
    أرشيف أرشيفية ארכיון 資料写真 資料画像 资料图 资料图片 资料照片 資料照片 資料照 자료사진 자료 사진 foto imagen tư liệu фото
""")
"""Words that only say that the picture is an old one: by themselves they credit nobody."""
STAGE = word_set("""
    left right center centre middle top bottom above below front back rear foreground background from l r c second third inset pictured
    links rechts mitte oben unten hinten vorne gauche droite haut bas izquierda derecha arriba abajo izq der sinistra destra esquerda
    direita слева справа vlevo vpravo levo desno
""")
"""Words that say where in a picture somebody stands."""
HOUSES = _names("""
    ap|associated press|the associated press|afp|agence france-presse|reuters|thomson reuters|getty|getty images|gettyimages|epa|epa-efe
    |epaimages|efe|agencia efe|dpa|pa|pa media|pa wire|pa images|press association|ansa|apa|apa-images|keystone|keystone-ats|keystone-sda
    |tt|tt nyhetsbyrån|ntb|ntb scanpix|scanpix|ritzau|ritzau scanpix|aap|aapimage|bloomberg|xinhua|tass|itar-tass|kyodo|kyodo news|jiji
    |jiji press|yonhap|newsis|news1|upi|anp|belga|imago|imago images|picture alliance|picture-alliance|shutterstock|istock|istockphoto
    |alamy|alamy stock photo|nurphoto|zuma|zuma press|zuma wire|sipa|sipa usa|rex|rex features|anadolu|anadolu agency|anadolu ajansı|aa
    |dha|iha|pap|ctk|čtk|mti|elta|bns|leta|lehtikuva|europa press|lapresse|canadian press|the canadian press|cp|pti|ani|sopa images|wenn
    |splash|splash news|unsplash|pixabay|pexels|wikimedia|wikimedia commons|wikipedia|nasa|esa|noaa|adobe stock|depositphotos|dreamstime
    |imagn|imagn images|usa today|usa today sports|icon sportswire|belta|ria novosti|sputnik|interfax|ukrinform|unian|kcna|tanjug|hina
    |agerpres|eurokinissi|wafa|sana|irna|isna|lusa|agência brasil|hollandse hoogte|ddp|epd|kna|sid|magnum|magnum photos|redux|abaca
    |maxppp|hans lucas|bestimage|instagram|facebook|twitter|youtube|tiktok|telegram|google maps|google street view|x|public domain|dr
    |риа новости|тасс|интерфакс|коммерсантъ|укринформ|укрінформ|уніан|белта|бта
    |رويترز|أ ف ب|أ.ف.ب|ا ف ب|أ ب|أ.ب|فرانس برس|أسوشيتد برس|أسوشيتدبرس|الأناضول|غيتي|غيتي إيميجز|د ب أ|الأوروبية|سبوتنيك|רויטרס
    |연합뉴스|뉴시스|뉴스1|로이터|게티이미지|게티이미지뱅크|셔터스톡|공동취재사진|新华社|新華社|中新社|中新网|路透社|路透|法新社|美联社
    |美聯社|中央社|视觉中国|达志影像|達志影像|共同|共同通信|共同通信社|時事|時事通信|時事通信社|ロイター|ゲッティ|アフロ
    |रॉयटर्स|एएफपी|एएनआई|पीटीआई|รอยเตอร์|ttxvn
""")
HOUSE_ENDINGS = word_set("""
    images image photos photo pictures press presse prensa news media agency agence agencia agenzia agentur ajansı wire archive archives
    archiv collection stock studio studios photography bildagentur bildbyrån
""")
"""Last words of what agencies and archives call themselves."""
ORGANISATIONS = HOUSE_ENDINGS | word_set("""
    police department ministry office government university college school museum library institute foundation society association
    army navy force forces command guard service services council city county state national national's international federal house
    embassy presidency court club party church hospital company corp inc ltd llc gmbh ag group team league federation fc committee
    commission union publishing project technologies technology
    inst natl emergencias world independent
    bank airport zoo park theatre theater times post herald tribune gazette journal daily sunday weekly today magazine
    radio tv television star telegraph guardian observer chronicle record report democrat bee republic network online family estate
    handout center centre kremlin polizei universität museums ministerium feuerwehr stadt amt bundeswehr verlag zeitung rundschau
    nachrichten tageblatt kurier landtag bundestag ministère musée mairie préfecture université gouvernement préfectura policía polícia
    ayuntamiento ministerio gobierno universidad museo bomberos guardia prefeitura governo comune polizia carabinieri ministero regione
    vigili politi polisen kommun regering politie gemeente ministerie полиция мчс министерство пресс-служба правительство поліція музей
""")
"""Words in the names of those that are no person."""
SURNAMES_TOO = word_set("park church court")
"""Of those, what people are called as well: `Jin Park`, where no word before it makes a place or a body of it."""
BEFORE_PLACES = word_set("""
    the central national state city memorial theme water safari animal wildlife nature game business science olympic hyde regent
    supreme high district county crown federal constitutional first catholic orthodox methodist baptist lutheran anglican episcopal
""")
"""Words that make a place or a body of the word behind them: `Central Park`, `Supreme Court`."""
TITLES = word_set("""
    sen gov rep mr mrs ms dr prof st sgt lt col gen capt maj cpl pvt adm cmdr rev hon fr sr jr vs no nr mt ft hr sra srta dra dña mme
    mlle dott ing avv on jan feb mar apr jun jul aug sep sept oct nov dec ca bzw inkl etc inc co ltd corp bros г ул им св тов проф
""")
"""Abbreviations whose stop ends no sentence."""
_AROUND = re.compile(r"^[\s.,;:()\[\]\"'“”„«»…]+|[\s.,;:()\[\]\"'“”„«»…]+$")


def folded_word(word: str) -> str:
    """Give a word as the sets here hold it: compatibility form, case folded, the marks around it off."""
    return _AROUND.sub("", unicodedata.normalize("NFKC", word).casefold())

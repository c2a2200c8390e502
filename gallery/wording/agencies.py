"""Agencies that credit lines call by several names: one name each to show, and all the others. Pure.

Only what is certainly one house stands here; an agency that isn't listed is known by its name as it is written.
"""

_NAMES = """
    Associated Press: AP, The Associated Press, أ ب, أ.ب, أسوشيتد برس, أسوشيتدبرس, 美联社, 美聯社, AP通信
    Agence France-Presse: AFP, 法新社, أ ف ب, أ.ف.ب, ا ف ب, فرانس برس, एएफपी
    Reuters: Thomson Reuters, Рейтер, Ройтерс, رويترز, רויטרס, 로이터, 路透社, 路透, ロイター, रॉयटर्स, รอยเตอร์
    Getty Images: Getty, GettyImages, غيتي, غيتي إيميجز, 게티이미지, 게티이미지뱅크, ゲッティ
    European Pressphoto Agency: EPA, EPA-EFE, epaimages, الأوروبية
    EFE: Agencia EFE
    dpa: Deutsche Presse-Agentur, د ب أ
    picture alliance: picture-alliance
    PA Media: PA, PA Wire, PA Images, Press Association, The Press Association
    The Canadian Press: Canadian Press, CP
    Press Trust of India: PTI, पीटीआई
    Asian News International: ANI, एएनआई
    Anadolu: AA, Anadolu Agency, Anadolu Ajansı, الأناضول
    TASS: ITAR-TASS, ТАСС, ИТАР-ТАСС
    RIA Novosti: РИА Новости
    Sputnik: سبوتنيك
    Interfax: Интерфакс
    Kommersant: Коммерсантъ
    Ukrinform: Укринформ, Укрінформ
    UNIAN: Уніан
    BelTA: БелТА
    Xinhua: Xinhua News Agency, 新华社, 新華社
    China News Service: 中新社, 中新网
    Kyodo News: Kyodo, 共同, 共同通信, 共同通信社
    Jiji Press: Jiji, 時事, 時事通信, 時事通信社
    Yonhap: Yonhap News Agency, 연합뉴스
    Newsis: 뉴시스
    News1: 뉴스1
    NASA: National Aeronautics and Space Administration, НАСА, ناسا, 美国航天局, 美国宇航局
    ESA: European Space Agency, ЕКА
    Keystone: Keystone-ATS, Keystone-SDA
    TT: TT Nyhetsbyrån
    NTB: NTB Scanpix
    Ritzau: Ritzau Scanpix
    ČTK: CTK
    AAP: AAPImage, AAP Image
    Bloomberg: Bloomberg News
    ZUMA Press: ZUMA, ZUMA Wire
    Sipa: Sipa USA
    imago: imago images
    Magnum Photos: Magnum
    Splash News: Splash
    Shutterstock: 셔터스톡
    iStock: iStockphoto
    Alamy: Alamy Stock Photo
    Wikimedia Commons: Wikimedia
"""
ONE_HOUSE = {
    name.strip(): [other.strip() for other in others.split(",")]
    for name, _, others in (line.partition(":") for line in _NAMES.split("\n"))
    if name.strip()
}
"""The name shown, and the names that mean the same house."""

"""The words that `corpus` is made of, in Vietnamese and in English, side by side."""

Pair = tuple[str, str]

CATEGORIES = (
    ("hoat-dong", "Hoạt động công đoàn", "Union activities"),
    ("phap-luat", "Chính sách – Pháp luật", "Policy and law"),
    ("doi-song", "Việc làm – Đời sống", "Work and welfare"),
    ("an-toan", "An toàn – Sức khỏe", "Safety and health"),
    ("van-the", "Văn hóa – Thể thao", "Culture and sport"),
    ("nu-cong", "Nữ công", "Women at work"),
    ("dao-tao", "Đào tạo – Tay nghề", "Training and skills"),
    ("doi-ngoai", "Đối ngoại", "International"),
)
"""Key, and what it is called."""

BYLINES = (
    ("BTG", "Ban Tuyên giáo", "Information Board"),
    ("BCS", "Ban Chính sách – Pháp luật", "Policy and Law Board"),
    ("BNC", "Ban Nữ công", "Women’s Board"),
    ("BTC", "Ban Tổ chức", "Organisation Board"),
    ("BKT", "Ủy ban Kiểm tra", "Inspection Committee"),
    ("VP", "Văn phòng", "Office"),
)
"""Code, and what it stands for."""

TAGS: tuple[Pair, ...] = (
    ("tiền lương", "wages"), ("làm thêm giờ", "overtime"), ("bữa ăn ca", "shift meals"), ("nhà ở", "housing"), ("nhà trẻ", "nurseries"),
    ("an toàn lao động", "work safety"), ("bảo hiểm xã hội", "social insurance"), ("bảo hiểm y tế", "health insurance"),
    ("bảo hiểm thất nghiệp", "unemployment insurance"), ("thương lượng tập thể", "collective bargaining"),
    ("thỏa ước lao động", "collective agreements"), ("đối thoại", "workplace dialogue"), ("hội nghị người lao động", "employees’ conference"),
    ("đại hội", "congress"), ("phát triển đoàn viên", "recruitment"), ("đoàn phí", "membership dues"), ("tài chính công đoàn", "union finances"),
    ("kiểm tra", "inspection"), ("Tết", "Tết"), ("Tháng Công nhân", "Workers’ Month"), ("Tết sum vầy", "Tết together"), ("Trung thu", "Mid-Autumn"),
    ("học bổng", "scholarships"), ("trợ cấp khó khăn", "hardship relief"), ("mái ấm công đoàn", "union homes"), ("hiến máu", "blood donation"),
    ("bão lũ", "storms and floods"), ("sáng kiến", "innovation"), ("thi đua", "emulation"), ("tay nghề", "skills"), ("học nghề", "apprentices"),
    ("chuyển đổi số", "digital change"), ("môi trường", "environment"), ("tiết kiệm điện", "saving power"), ("giao thông", "traffic"),
    ("bóng đá", "football"), ("cầu lông", "badminton"), ("văn nghệ", "music and theatre"), ("thư viện", "library"), ("du lịch", "travel"),
    ("sức khỏe", "health"), ("khám định kỳ", "check-ups"), ("bệnh nghề nghiệp", "occupational disease"), ("thai sản", "maternity"),
    ("bình đẳng giới", "gender equality"), ("lao động trẻ", "young workers"), ("lao động di cư", "migrant workers"), ("nghỉ hưu", "retirement"),
    ("nghỉ phép", "leave"), ("hợp đồng lao động", "employment contracts"), ("kỷ luật lao động", "discipline"), ("đình công", "strikes"),
    ("hòa giải", "mediation"), ("tư vấn pháp luật", "legal advice"), ("góp ý luật", "law consultation"), ("luật công đoàn", "trade union law"),
    ("quốc tế", "international"), ("nghiệp đoàn", "occupational unions"), ("công nghệ", "technology"), ("khu công nghiệp", "industrial parks"),
)  # fmt: skip

TRADES: tuple[Pair, ...] = (
    ("dệt may", "textile"), ("da giày", "footwear"), ("cao su", "rubber"), ("than", "coal"), ("điện lực", "power"), ("dầu khí", "oil and gas"),
    ("đường sắt", "railway"), ("hàng hải", "maritime"), ("hàng không", "aviation"), ("bưu điện", "postal"), ("viễn thông", "telecoms"),
    ("ngân hàng", "banking"), ("giáo dục", "education"), ("y tế", "health"), ("xây dựng", "building"), ("giao thông", "transport"),
    ("thủy sản", "fisheries"), ("cà phê", "coffee"), ("chè", "tea"), ("lúa gạo", "rice"), ("mía đường", "sugar"), ("bia", "brewery"),
    ("sữa", "dairy"), ("giấy", "paper"), ("in", "printing"), ("gỗ", "timber"), ("gốm sứ", "ceramics"), ("thép", "steel"), ("cơ khí", "engineering"),
    ("điện tử", "electronics"), ("ô tô", "car"), ("đóng tàu", "shipyard"), ("hóa chất", "chemicals"), ("phân bón", "fertiliser"),
    ("xi măng", "cement"), ("cấp nước", "water"), ("môi trường", "cleansing"), ("cây xanh", "parks"), ("du lịch", "tourism"),
    ("khách sạn", "hotel"), ("bán lẻ", "retail"), ("xe buýt", "bus"),
)  # fmt: skip

PLACES: tuple[str, ...] = (
    "An Giang", "Bà Rịa", "Bắc Giang", "Bạc Liêu", "Bắc Ninh", "Bến Tre", "Biên Hòa", "Cà Mau", "Cần Thơ", "Cao Bằng", "Đà Lạt", "Đà Nẵng",
    "Đắk Lắk", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương", "Hải Phòng", "Hậu Giang",
    "Hòa Bình", "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum", "Lai Châu", "Lạng Sơn", "Lào Cai", "Long An", "Nam Định", "Nghệ An",
    "Ninh Bình", "Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La", "Tây Ninh",
    "Thái Bình", "Trà Vinh", "Yên Bái",
)  # fmt: skip

DEEDS: tuple[Pair, ...] = (
    ("bàn về lương tối thiểu", "discusses the minimum wage"), ("ký thỏa ước mới", "signs a new agreement"), ("mở lớp tay nghề", "opens a skills course"),
    ("tặng quà Tết", "gives Tết presents"), ("thăm thợ ca đêm", "visits the night shift"), ("khám sức khỏe", "holds health checks"),
    ("trao nhà mái ấm", "hands over a home"), ("hiến máu", "gives blood"), ("tập chữa cháy", "drills for fires"), ("họp đối thoại", "meets for dialogue"),
    ("bầu ban chấp hành", "elects a committee"), ("kết nạp đoàn viên", "welcomes members"), ("trao học bổng", "awards scholarships"),
    ("trồng cây", "plants trees"), ("đá bóng", "plays football"), ("hội diễn văn nghệ", "sings and acts"), ("góp ý luật", "comments on a bill"),
    ("tư vấn pháp luật", "gives legal advice"), ("sửa bếp ăn", "mends the canteen"), ("đo độ ồn", "measures noise"), ("đo nhiệt độ xưởng", "measures the heat"),
    ("giúp vùng lũ", "helps after the flood"), ("đón thợ về quê", "brings workers home"), ("mở nhà trẻ", "opens a nursery"), ("lập thư viện", "founds a library"),
    ("thi sáng kiến", "holds an ideas contest"), ("thi thợ giỏi", "finds its best hands"), ("thi nấu ăn", "cooks in contest"), ("chạy bộ", "goes running"),
    ("kiểm tra an toàn", "inspects safety"), ("đòi nợ lương", "claims unpaid wages"), ("nợ bảo hiểm được trả", "wins back insurance"),
    ("gặp công nhân trẻ", "meets young workers"), ("gặp mặt hưu trí", "meets its pensioners"), ("kỷ niệm ngày 8/3", "marks 8 March"),
    ("kỷ niệm ngày 20/10", "marks 20 October"), ("mừng ngày 28/7", "marks 28 July"), ("vào Tháng Công nhân", "begins Workers’ Month"),
    ("rước đèn Trung thu", "lights lanterns"), ("bán hàng giảm giá", "sells at cost"), ("giảm giá xe đưa đón", "cheapens the bus"),
    ("thêm giờ nghỉ", "gains a longer break"), ("bớt giờ làm thêm", "cuts overtime"), ("lắp quạt mới", "fits new fans"), ("học tiếng Anh", "learns English"),
    ("học máy tính", "learns computing"), ("mở trang tin", "opens a news page"), ("thu đoàn phí qua mạng", "collects dues online"),
    ("đón bạn quốc tế", "hosts foreign friends"), ("tổng kết năm", "sums up its year"),
)  # fmt: skip

MATTERS: tuple[Pair, ...] = (
    ("tiền lương tháng", "the monthly wage"), ("suất ăn giữa ca", "the meal at mid-shift"), ("phụ cấp độc hại", "the allowance for harmful work"),
    ("thang bảng lương", "the pay scale"), ("giờ nghỉ giữa ca", "the break in the shift"), ("xe đưa đón", "the works bus"),
    ("nhà trọ công nhân", "workers’ lodgings"), ("khẩu trang và găng tay", "masks and gloves"), ("quạt thông gió", "the ventilation"),
    ("lối thoát hiểm", "the emergency exits"), ("sổ bảo hiểm", "the insurance books"), ("hợp đồng thời vụ", "seasonal contracts"),
    ("quỹ tương trợ", "the mutual aid fund"), ("chế độ thai sản", "maternity leave"), ("phòng vắt sữa", "the nursing room"),
    ("tủ thuốc phân xưởng", "the workshop’s medicine chest"), ("thưởng cuối năm", "the year-end bonus"), ("nội quy lao động", "the work rules"),
    ("danh sách ca đêm", "the night shift’s roster"), ("kết quả quan trắc", "the measurements of the air"), ("kế hoạch đào tạo", "the training plan"),
    ("hộp thư góp ý", "the suggestion box"), ("bảng tin cổng nhà máy", "the notice board at the gate"), ("tổ an toàn", "the safety group"),
)  # fmt: skip

PEOPLE: tuple[Pair, ...] = (
    ("tổ trưởng tổ may", "the leader of a sewing group"), ("một thợ hàn", "a welder"), ("chủ tịch công đoàn cơ sở", "the chair of the works union"),
    ("một y tá", "a nurse"), ("giám đốc nhà máy", "the works manager"), ("cán bộ tiền lương", "the pay clerk"), ("một lái xe", "a driver"),
    ("một cô giáo mầm non", "a nursery teacher"), ("bếp trưởng", "the cook"), ("an toàn vệ sinh viên", "the safety delegate"),
    ("một công nhân ca đêm", "a night-shift worker"), ("thanh tra lao động", "the labour inspector"), ("hòa giải viên", "the mediator"),
    ("một thợ điện", "an electrician"), ("đại diện bên mua hàng", "the buyer’s agent"), ("một sinh viên thực tập", "a student trainee"),
)  # fmt: skip

SENTENCES: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "Công đoàn {trade} ở {place} cho biết {matter} đã được đưa ra bàn trong tháng {month}, sau {number} ý kiến gửi về.",
        "Theo {person}, {matter} là việc mà anh chị em nhắc đến nhiều nhất ở các cuộc họp tổ.",
        "Hai bên thống nhất xem lại {matter} trước ngày {day} tháng {month} và báo kết quả cho từng tổ.",
        "“Chúng tôi không xin thêm, chúng tôi chỉ cần {matter} rõ ràng”, {person} nói.",
        "Trong {number} người được hỏi ở {place}, hơn một nửa biết {matter} được tính thế nào.",
        "Tổ công đoàn {trade} ghi lại từng ngày và từng ca, rồi gửi bảng tổng hợp về văn phòng.",
        "Năm trước, {number} đoàn viên ngành {trade} đã nhận được hỗ trợ, nhiều nhất là ở {place}.",
        "Khi {matter} thay đổi, người lao động phải được biết trước ít nhất {day} ngày.",
        "Ban chấp hành giao cho {person} theo dõi, và dán kết quả lên bảng tin vào sáng thứ Hai.",
        "Việc này không tốn nhiều tiền, nhưng cần người đứng ra nhận và làm đến cùng.",
        "Ở {place}, {person} kể rằng trước đây phải chờ {number} ngày mới có câu trả lời.",
        "Mùa mưa năm nay đến sớm, vì thế {matter} được kiểm tra ngay từ tháng {month}.",
        "Đoàn viên ngành {trade} có thể hỏi tổ trưởng của mình, hoặc viết thư cho công đoàn.",
        "Sau buổi gặp, {number} kiến nghị được chia làm ba nhóm: làm ngay, làm trong quý, và cần bàn thêm.",
        "Cả {person} lẫn {person2} đều cho rằng {matter} nên được ghi vào thỏa ước lao động tập thể.",
        "Công ty đồng ý trả phần chênh lệch cho {number} người, cùng kỳ lương tháng {month}.",
        "Ít ai để ý rằng {matter} cũng là chuyện an toàn, nhất là vào giờ cuối ca.",
        "Tại {place}, lớp học bắt đầu lúc 18 giờ và kéo dài {day} buổi, học phí do công đoàn trả.",
        "Kết quả được đọc trước toàn phân xưởng, rồi {person} ký biên bản.",
        "Những gì chưa xong sẽ được nêu lại ở kỳ đối thoại tháng {month}, với tên người chịu trách nhiệm.",
    ),
    (
        "The {trade} union in {place} says that {matter} came to the table in month {month}, after {number} members had written in.",
        "According to {person}, {matter} is what people bring up most often when their groups meet.",
        "Both sides agreed to look at {matter} again within {day} days and to tell every group how it went.",
        "“We are not asking for more, only for {matter} to be clear,” said {person}.",
        "Of {number} people asked in {place}, more than half knew how {matter} is worked out.",
        "The {trade} group wrote down every day and every shift and sent the table to the office.",
        "Last year {number} members in the {trade} trade were helped, most of them in {place}.",
        "Whenever {matter} changes, those concerned must hear of it at least {day} days before.",
        "The committee asked {person} to follow it up and to post the outcome on Monday morning.",
        "It does not cost much, but somebody has to take it on and see it through.",
        "In {place}, {person} recalls waiting {number} days for an answer.",
        "The rains came early this year, so {matter} was checked as soon as month {month}.",
        "Members in the {trade} trade can ask the leader of their group, or write to the union.",
        "After the meeting {number} proposals were sorted into three heaps: at once, this quarter, and more to discuss.",
        "Both {person} and {person2} thought that {matter} belongs in the collective agreement.",
        "The company agreed to pay {number} people the difference with the wages of month {month}.",
        "Few notice that {matter} is a question of safety too, above all in the last hour of a shift.",
        "In {place} the course begins at six in the evening and runs for {day} sessions; the union pays the fee.",
        "The result was read out to the whole workshop before {person} signed the minutes.",
        "What is still open comes up again in month {month}, with the name of whoever is to see to it.",
    ),
)
"""Patterns of sentences, by language."""

HEADINGS: tuple[Pair, ...] = (
    ("Chuyện bắt đầu từ đâu", "Where it began"), ("Con số", "The numbers"), ("Ý kiến trong xưởng", "What the workshop says"),
    ("Luật nói gì", "What the law says"), ("Cách làm", "How it was done"), ("Việc còn lại", "What is left"), ("Ai được hưởng", "Who benefits"),
    ("Lịch thực hiện", "The timetable"), ("Hỏi và đáp", "Questions and answers"), ("Bài học", "What was learned"),
)  # fmt: skip

SEE_ALSO: Pair = ("Xem thêm: [{title}]({address}).", "See also: [{title}]({address}).")
TABLE: Pair = ("| Phân xưởng | Số người | Tỷ lệ |", "| Workshop | People | Share |")
WORKSHOP: Pair = ("Phân xưởng", "Workshop")

"""Norms: rules, standards, thresholds, design figures and eligibility limits."""

from __future__ import annotations

from zongshu.judge.scene import Spot
from zongshu.judge.terms import is_term
from zongshu.patterns import pattern

__all__ = ["STRICT_SIGNS", "norm_rule", "strict_norm_rule"]

_FORBIDS = ("不得", "不能", "不可", "不应", "不宜", "不准", "不许", "不允许", "严禁", "禁止", "切勿")
_BOUNDING = frozenset(
    f"approx.{word}"
    for word in (
        *("不少于", "不低于", "不小于", "不超过", "不高于", "至少", "至多", "最多"),
        *(
            f"{forbids}{bound}"
            for forbids in _FORBIDS
            for bound in ("少于", "低于", "小于", "超过", "高于", "大于", "多于")
        ),
    )
)
_OUGHT = "(?<![对适相供效反呼感响])应(?![用急对届往聘收付])"
_MUST = pattern(rf"(?:须|必须|{_OUGHT}|不得|要求|规定|办法|文件|标准(?!化)|考核)[^，。；]{{0,16}}$")
_STRICT = pattern(rf"(?:必须|[^必]须|不得|应当|{_OUGHT})[^，。；]{{0,14}}$|^须[^，。；]{{0,14}}$")
_DEADLINE = pattern(rf"(?:须|必须|{_OUGHT}|规定|要求)[^，。；]{{0,8}}$")
_PER = pattern(
    r"每[^，。；]{1,14}(?:至少|不少于|不低于|最少|须|应|必须|不超过|至多|原则上)|(?:原则上|应当|必须)[^，。；]{0,14}$"
    r"|不得(?:少于|低于|超过|高于)|应?配[备置]?[^，。；]{0,6}不(?:少|低)于"
)
# every norm without a bounding word has one of these beside its number
_HINT = pattern(
    r"[每按依以标门线限规设配应须要尺职单额封一红底起控警考补奖资发收不原定](?:(?<!定)|(?<=[省国市县区部]定))"
)
_STANDING = pattern(r"配[备置]|每(?:个?季度|个?月|年|周|天|日|学期|半年)")
_DECREED = pattern(r"办法|规定|制度|细则|的标准|的要求|文件")
_KIND = r"(?:国家|全国|[省国市县区部]定|省级?|市级|地方|行业|最低|统一|规定|设计|建设|配[备置]|考核|审理期限|期限|年龄)"
_STANDARD = (
    rf"的?{_KIND}{{0,2}}(?:标准|规定|门槛|规格|要求|尺度|口径|红线|底线"
    r"|警戒线|考核线|控制(?:目标|指标|线)|[省国市县区部]定|[上下]限|(?:(?<=的)|及格|达标|合格|预警)线(?=$|[，。；]))"
)
_AFTER = pattern(
    rf"^(?:(?:或|、|和)[^，。；]{{1,14}})?(?:{_STANDARD}|为单位|的?规模(?!为|达)|为标准|起步|项职[能责]|职[能责]|一[格组个片]的?)"
    r"|^[^，。；]{0,6}(?:职能|职责)(?:$|[，。；])"
)
_BEFORE = pattern(
    r"(?:按照?|依照|以)(?:(?!标准|为单位|要求|规定)[^，。；]){0,24}$"
    r"|(?:标准|门槛|起付线|分数线|限额|上限|下限|红线|规格|控制指标)(?:为|是|达|达到|不低于)?(?:每[^，。；\d]{1,4}){0,2}$"
)
_LIMIT_BEFORE = pattern(r"标准|规格|指标|门槛|红线|线$|限")
_BASIS_AFTER = pattern(r"标准|为单位|原则|要求|划分|规定|尺度")
_PAID_AFTER = pattern(r"^(?:的?标准)?(?:给予|予以|进行|一次性)*(?:补[助贴]|奖[励补]|资助|发放|收[取费]|扣|拨付)")
_PAY_BEFORE = pattern(r"(?:给予|予以|按照?(?:每[^，。；\d]{1,4})+|按照?)(?:每[^，。；\d]{1,4})*$")
_PAID_EACH = pattern(
    r"每(?:([月年天晚]|学期)|[^，。；\d]{1,4})(?:一次性)?(?:给予)?(?:(?:奖励|补助|补贴|奖补|资助|扣|罚款?)|(减免?|优惠|收费|收取|缴费|缴纳))$"
)
# 对低保户每月减免300元 is a rule, what a home takes (每月收费1500元) its price
_CHARGED_BY = pattern(r"按|对|凡|的，|标准|规定|政策|办法|原则|统一|最[高低多]|[可应须]")
# 租期最长36个月, 免租6个月
_TERM = pattern(r"(?:[租保质限试用效]期|免租|试用|保修)(?:最[长短]|不超过)?(?:为|是|可达?)?$")
_AT_MOST = ("不超过", "不高于", "不大于", "至多", "最多")
_SIZE = pattern(r"(?:单[套户个笔]|每[^，。；\d]{1,4}|户均|面积|高度|额度|价格|费用)[^，。；\d]{0,6}$")
# 对新招工的企业，给予每户10万元奖励
_OFFERED = pattern(
    r"(?:给予|奖励|补助|补贴|奖补|减免)(?:不超过|最高)?(?:每[^，。；\d]{1,4}|一次性|最高)(?:奖励|补助|补贴)?$"
)
_GRANTED_TO = pattern(r"(?:^|[，；：])(?:对|凡)(?!口)[^，；。]{3,}的[^，；。\d]{1,8}，[^，。；]*$")
_GRANTED = pattern(r"(?:^|[，；])对[^，；。]{2,}$")
_DEMANDED = pattern(r"(?<!符合)(?<!满足)(?<!达到)(?:要求|规定|标准)的$")
_FITS = pattern(r"(?:符合|满足|达到|具备)[^，。；]{0,8}(?:要求|规定|标准)的$")
_MEETS = pattern(r"(?:完成|达到|落实|实现|满足)[^，。；]*$")
_RESULT = pattern(r"(?:实现|达到|做到|已|全部|均)[^，。；]{0,6}$")
_DESIGN = pattern(r"设计(?:年产|[日年]处理|产能|标准|[速时]速?度?|规模|库容|供[水热气电]|能力|生产)")
# by how much a result differs from a standard (高于设计标准4个百分点)
_BESIDE = pattern(r"(?:高于|低于|高出|低出|高过|优于|好于|比|较)[^，。；]*(?:标准|设计|规定|要求|线)[^，。；]{0,4}$")
_TASK = pattern("要求|任务|目标")
# without one of these before a number, only what follows it can make it a norm
_HINT_BEFORE = pattern("[每按依以标门线限规给予设应必不配原额期时封]")
STRICT_SIGNS = frozenset(("term", "must", "ruled", "offer"))
"""One of them is where a number is a strict norm, unless it is bounded or a duration."""
_BY = pattern(r"(?:按照?|依照|以|执行|对照)[^，。；]*$")


def norm_rule(spot: Spot) -> str | None:
    """Return the rule that makes a claim a norm where it is no plan."""
    clause, right, claim = spot.clause, spot.right.strip(), spot.claim
    bounded = spot.bounded and not _BOUNDING.isdisjoint(claim.rules)
    if not bounded and not _HINT.search(clause) and not _HINT.search(right):
        return None
    if bounded and _RESULT.search(clause):
        return None
    if bounded and not (claim.quantity.kind == "duration" and "时间" in clause and "每" not in clause):
        return "required.norm"
    if _TASK.search(right) and _MEETS.search(clause):
        return None
    if claim.quantity.kind in ("change", "rate") and _BESIDE.search(clause):
        return None
    signs = spot.scene.signs
    ruled = "ruled" in signs
    if ruled and _MADE.search(clause):
        return None
    if ruled and _DEMANDS.search(clause):
        return "required.demanded"
    if ruled and spot.bounded and _ASKED.search(clause):
        return "required.demanded"
    if "按" in clause and _DEPOSITED.match(right) and _PART_OF.search(clause):
        return "required.standard"
    if not _HINT_BEFORE.search(clause) and not spot.printed.startswith("不"):
        return "required.standard" if _AFTER.match(right) else None
    if "设计" in clause and _DESIGN.search(clause):
        return "required.design"
    if "按" in clause and _SCALED.search(clause) and _SCALED_AFTER.match(right):
        return "required.standard"
    if "per" in signs and _PER.search(clause + spot.printed):
        return "required.norm"
    if _AFTER.match(right):
        return "required.standard"
    if (_LIMIT_BEFORE.search(clause) or _BASIS_AFTER.search(right)) and _BEFORE.search(clause):
        return "required.standard"
    if (
        "每" in clause
        and (paid := _PAID_EACH.search(clause))
        and (not (paid[1] and paid[2]) or _CHARGED_BY.search(spot.left))
    ):
        return "required.standard"
    if (
        _PAID_AFTER.match(right)
        and _PAY_BEFORE.search(clause)
        and ("按" in clause or claim.quantity.kind == "rate" or _GRANTED.search(spot.left))
    ):
        return "required.standard"
    return None


# 开业30日内须接受检查
_WITHIN_MUST = pattern(r"之?内[^，。；\d]{0,6}?(?:必须|须|应当?(?!急|对)|不得)")
# 撤并只限于在校生不足10人的教学点
_ONLY_FOR = pattern(r"限于[^，。；\d]{0,12}$")
_OBLIGED = pattern(
    r"(?:必须|须|应当?|不得)(?:在|为|是|要|连续|满足|达到|具备|具有|符合|年满|持有?|缴纳|缴存|提前|经过?|保持|低于|超过)[^，。；]{0,14}$|须[^，。；]{1,6}满$"
)
_SCALED = pattern(r"按照?(?:每|不[少低]于|城区|农村)[^，。；]*$")
_SCALED_AFTER = pattern(
    r"^的?(?:标准|比例|要求|原则)?(?:来|进行|予以)?(?:配备|配置|配齐|配建|建设|预留|设置|划分|核定|核拨|落实|计算|计提|补助|保障)"
)
# 市里要求各部门一般性支出压减5%以上
_ASKED = pattern(r"(?:[省市县区州旗]里?|上级|国家|中央|文件|部门)要求[^，。；]{2,20}$")
# 按省里要求，每万名居民要配备社工18名以上
_AS_DEMANDED = pattern(
    r"按照?[^，。；]{0,12}(?:要求|规定|标准)，[^，。；]{0,16}(?:须|(?<![需主重必只])要(?![求点素])|应当?(?![用急对])|不得)[^，。；\d]{0,14}$"
)
# 按县里要求，每个网格专职网格员不少于2名
_AS_DEMANDED_EACH = pattern(r"按照?[^，。；]{0,12}(?:要求|规定|标准)，[^，。；\d]{0,4}每[^，。；\d]{1,14}$")
# 拆除要征得三分之二以上住户同意
_CONSENT_OF = pattern(r"(?:[要需须]|应当?)(?:经过?|征得|取得|获得?|得到)[^，。；]{0,14}$")
_CONSENTS = pattern(r"[^，。；]{0,8}?(?:同意|通过|批准|赞成|签字|签名|认可)")
# 保证金按合同额的3%存储
_PART_OF = pattern(r"按照?[^，。；\d]{2,10}的$")
_DEPOSITED = pattern(r"的?(?:比例)?(?:存储|缴存|缴纳|交纳|提取|计提|预留|支付|收取|给予|发放|补助|补贴|奖励|报销)")
_DEMANDS = pattern(
    r"(?:^|[，；”》])(?:[^，。；]{0,8})?(?<!按)(?<!按照)(?:要求|规定)[^，。；]{2,16}(?:达到?|不低于|控制在)$"
)
_LIMITED = pattern(r"(?:额度|限额|期限|时限|封顶)[^，。；]{0,4}$")
_MADE = pattern(
    r"(?:制定|制订|修订|出台|发布|起草|编制|主导|参与|牵头|形成|推出|颁布)[^，。；]*(?:标准|规格|规定|要求)$"
)


def strict_norm_rule(spot: Spot) -> str | None:
    """Return the rule that makes a claim a norm even within a plan (不得低于4.5米, 落实不超过60日的期限要求)."""
    claim, signs = spot.claim, spot.scene.signs
    bounded = spot.bounded and not _BOUNDING.isdisjoint(claim.rules)
    if "term" in signs and is_term(spot):
        return "required.term"
    if claim.quantity.kind == "duration" and (
        (spot.within.startswith(("内", "之内", "以内")) and _DEADLINE.search(spot.clause))
        or ("must" in signs and _WITHIN_MUST.match(spot.within))
    ):
        return "required.must"
    if bounded and "招" not in spot.clause:
        if spot.right.startswith("的") and (_AFTER.match(spot.right) or not spot.right.startswith(("的目标", "的增"))):
            return "required.bounded_noun"
        if _MUST.search(spot.clause):
            return "required.must"
        if "每" in spot.clause and (
            _STANDING.search(spot.clause) or _AFTER.match(spot.right) or _DECREED.search(spot.left + spot.right)
        ):
            return "required.norm"
    if (
        bounded
        and "每" in spot.clause
        and "按" in spot.clause
        and _SCALED.search(spot.clause)
        and _SCALED_AFTER.match(spot.right)
    ):
        return "required.standard"  # 严格按每百户不少于30平方米配建
    if (
        "ruled" in signs
        and spot.bounded
        and "按" in spot.left
        and (_AS_DEMANDED.search(spot.left) or (bounded and _AS_DEMANDED_EACH.search(spot.left)))
    ):
        return "required.demanded"
    if "must" in signs and _CONSENTS.match(spot.right) and _CONSENT_OF.search(spot.clause):
        return "required.consent"
    if (
        "ruled" in signs
        and spot.right.startswith("的标准")
        and not spot.right.startswith("的标准化")
        and _BY.search(spot.clause)
    ):
        return "required.standard"
    if "capped" in signs and spot.bounded and _LIMITED.search(spot.clause):
        return "required.norm"
    if claim.quantity.kind == "duration" and _TERM.search(spot.clause):
        return "required.term"
    if bounded and spot.printed.startswith(_AT_MOST) and _SIZE.search(spot.clause):
        return "required.norm"
    if (
        "offer" in signs
        and claim.quantity.unit == "元"
        and _OFFERED.search(spot.clause)
        and _GRANTED_TO.search(spot.left)
    ):
        return "required.offer"
    if spot.bounded and "限" in spot.clause and _ONLY_FOR.search(spot.clause):
        return "required.limited"
    if spot.bounded and spot.printed.startswith(_FORBIDS):
        return "required.must"
    if "must" in signs and ((spot.bounded and _STRICT.search(spot.clause)) or _OBLIGED.search(spot.clause)):
        return "required.must"
    if (
        "ruled" in signs
        and spot.clause.endswith("的")
        and _DEMANDED.search(spot.clause)
        and not _FITS.search(spot.clause)
    ):
        return "required.demanded"
    return None

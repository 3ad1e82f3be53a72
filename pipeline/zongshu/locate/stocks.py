"""Stock or flow: what exists at a date (现有养老机构22家) against what was done in a stretch of time (新增托位320个)."""

from __future__ import annotations

from zongshu.lexicon.marks import clause_begin
from zongshu.patterns import pattern
from zongshu.types import Claim

__all__ = ["is_flow"]

_REACH = 26
# every branch begins with a letter of its own, so that most of a text is passed over quickly
# what stands, whatever verb is near it
_HELD = pattern(
    r"现有|共有|拥有|已有|实有|尚有|在[册管校园岗建编训读](?!设)|(?<!新)注册|登记在|总数|保有|存栏|余额|里程|总人口|常住人口|户籍人口|人口$|库存|有(?:(?<=[^\d]有)$|(?<=[市县区旗州]有)|(?<=^有))"
)
_STANDS = pattern(r"占比|覆盖|普及|组建率|持证|入[园学]率|巩固率|城镇化率")
_DONE = pattern(
    r"新[增建改扩修开培认上添投引招设签入购聘批登注]|注销|吊销|净增|再增|改造|举办|开展|召开|发放|投[入资]|争取|接[待单诊]|受理|办[理结]|处[理置]|化解|调[解处]|培训|招[聘引商录收生]|开[班课]|"
    r"引进|签订|签约[^\d]{0,4}$|销售|实现|救[助治]|资助|慰问|清[理运退]|整[治改]|拆除|修[建缮复]|排查|检查|查处|兑[现付]|拨付|出动|演出|诊疗|出院|献血|报[考名]|"
    r"通过|出具|支出|收入|产[量值]|增加值|总额|售交?额|成交?额|体检|筛查|手术|完成|更新|优化|安装|加装|铺设|采购|购置|印发|制定|出台|发布|刊发|流转|输送|转移|"
    r"疏浚|栽[植种]|造林|播种|收获|出栏|上报|发现|解决|收集|征集|采纳|走访|巡查|惠及|服务群众|参与|参赛|参考|上线|录取|毕业|减[少免]|压减|取消|清理|线索|平均[办用]|吸引|"
    r"转诊|上转|下转|活产|死亡|坐诊|满意|下线|认领|聘[请任]|选派|下派|议[成定]|谈妥|发电量|用电量|销量|客流|吞吐量|出生率|死亡率|增长率|化解"
)
# a deed in the name of who does it, or of where it is done
_NAMED_FOR = pattern(
    r"(?:调解|接待|受理|办理|培训|招聘|发放|救助|巡查|检查|体检|筛查|化解|收集|征集|采购|调处|处置)(?:员|师|站|点|室|中心|机构|组织|委员会|队伍?|平台|窗口|基地|大厅)$"
)
_WHICH = pattern(r"(?:以上|以下|以内)的(?=[^，。；]{1,8}$)")
_EVENTS = frozenset(("人次", "场次", "场", "次", "起", "例", "批次", "架次", "篇", "台次", "万人次"))


def is_flow(text: str, claim: Claim) -> bool:
    """Tell a number of what was done or came about in a stretch of time; the rest is a stock.

    Args:
        text: the clean text.
        claim: a claim with its quantity and predicate.
    """
    left = _left(text, claim)
    if claim.quantity.kind == "change" or claim.quantity.unit in _EVENTS:
        return True
    if _HELD.search(left):
        return False
    if claim.quantity.kind == "percent":
        return _DONE.search(left) is not None and not _STANDS.search(left)
    if claim.quantity.kind == "money" or (claim.quantity.kind == "rate" and claim.quantity.dimension == "money"):
        return True
    return _DONE.search(left + claim.predicate) is not None


def _left(text: str, claim: Claim) -> str:
    """Return what stands before a claim in its clause, without what only tells which (年收入50万元以上的|村达, 人民|调解员)."""
    left = text[clause_begin(text, max(0, claim.start - _REACH), claim.start) : claim.start]
    told = _WHICH.search(left)
    return _NAMED_FOR.sub("", left[told.end() :] if told is not None else left)

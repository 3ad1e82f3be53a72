"""Terms of a scheme: points for a deed, conditions with what follows from them, time limits."""

from __future__ import annotations

from zongshu.judge.scene import Spot
from zongshu.patterns import pattern

__all__ = ["is_term"]

# a rule is told here, and what follows in the sentence is its content (《公约》规定，逾期15天的扣分)
_RULED = pattern(
    r"(?:规定|约定|办法|细则|条例|规程|规则|章程|公约|(?<!会)(?<!会议)(?:要求|明确))[^，。；：\d]{0,8}[，：]|(?:按照?|根据|依照)[^，。；\d]{0,14}(?:规定|办法|细则|规则|规程|积分制)[，：]"
)
_TIME_LIMIT = pattern(
    r"^(?:之?内|以内)[^，。；]{0,8}(?:办结|办理|答复|回复|反馈|分办|转办|交办|处置|处理|解决|完成|响应|到场|到达|上报|报送|整改|审核|审批|受理|签收|支付|兑付|送达)"
)
_QUOTED_RULE = pattern(r"的?(?:规定|要求|标准|原则|时限|机制|制度|办法|承诺)")
_DONE = pattern(r"已|实际|平均|目前|累计|全部|实现|完成了|做到|共")
# points for a deed: 每服务1小时积1分, 参加一次清扫加2分
_POINTS = pattern(
    r"(?:每|[一1]次|者|的|满)[^。；]{0,20}(?:积|计|加|扣|奖|记|得|减|赋)(?:信用|文明|道德|志愿)?(?:分|积分)?$"
)
_POINTED = pattern(
    r"^[^，。；\d]{0,8}，?(?:可|能|就|即)?(?:积|计|加|扣|奖励?|记|得|减|赋|获得?|兑换)[^，。；\d]{0,4}[\d一二两三四五六七八九十][^，。；\d]{0,3}(?:分|个?(?:积分|时间币|爱心币|银元))"
)
_EACH = pattern(r"每[^，。；\d]{0,8}$")
# who fits gets or loses something: 一年内2次违规的，取消资格; 满100分可兑换…; 低于1500元方可申请
_CONSEQUENCE = pattern(
    r"^[^，。；\d]{0,10}(?:的|者)，(?:一律|取消|扣|给予|予以|列入|免予|免收|不予|责令|视为|优先|终止|清退|退出|解聘|约谈|停止|暂停|收回|追究|问责|应当?|须|可以?(?:申请|享受|按|获|领|免))"
    r"|^的[^，。；\d]{1,8}一律|^[^，。；\d]{0,8}(?:才能(?:申请|享受|入|参|报|领)|可(?:申请|兑换|享受|申领|报销|入住|领取))"
)
# 满意率90%以上才算过关, 管护满三年方可交账
_PASSES = pattern(r"^[^，。；\d]{0,8}(?:[才方](?:算|可|准|予)|方能)")
_EXCHANGE = pattern(r"(?:满|每)[^，。；]{0,6}分[^。；]{0,6}可?(?:兑换|抵扣|领取|享受)[^，。；]{0,8}$")


def is_term(spot: Spot) -> bool:
    """Tell a term of a scheme: how many points a deed earns, who is in or out, how soon something is due."""
    scene = spot.scene
    text, claim = scene.text, spot.claim
    after = text[claim.end : min(scene.end, claim.end + 24)]
    if claim.quantity.unit == "分" and (
        _POINTS.search(spot.left[-30:]) or spot.clause.endswith(("积满", "满", "每满"))
    ):
        return True
    if (spot.clause.endswith("满") or ("每" in spot.clause and _EACH.search(spot.clause))) and _POINTED.match(after):
        return True
    if "outcome" in scene.signs:
        selects = claim.quantity.kind not in ("change", "percent", "rank")
        if _PASSES.match(after) or (selects and _CONSEQUENCE.match(after)):
            return True
    if "分" in scene.body and _EXCHANGE.search(spot.left):
        return True
    if spot.bounded and spot.right.startswith("的") and _RULED.search(spot.left):
        return True
    if claim.quantity.kind != "duration" or _DONE.search(spot.clause):
        return False
    due = _TIME_LIMIT.match(spot.within)
    if due is None:
        return False
    shut = text.find("”", claim.end, scene.end)
    return _RULED.search(spot.left) is not None or (shut > 0 and _QUOTED_RULE.match(text, shut + 1) is not None)

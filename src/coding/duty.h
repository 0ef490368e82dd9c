/* duty.h: what somebody says that another must do. Internal to coding/. */
#ifndef CASUS_CODING_DUTY_H
#define CASUS_CODING_DUTY_H

#include "select.h"

/* "Turkey must withdraw its troops", on another's word, is a demand on Turkey: fill CANDIDATE with the codebook's entry for
 * demands, VERB as trigger and the one who must as recipient, and *attribution with whose word it is. False when VERB says
 * no duty of another, or the codebook has no such entry. */
bool duty_demand(struct reading *reading, int32_t verb, struct candidate *candidate, struct attribution **attribution);

#endif

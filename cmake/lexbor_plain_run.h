/* Included by the sources of lexbor that cmake/lexbor.cmake mends. */
#pragma once

#include <string.h>

#include "lexbor/core/types.h"

/* Where the run of characters ends that the content of a script or a style sheet has for itself: at '<', CR or NUL. Most bytes of a page
 * are such runs; looked for so, they cost a few steps for 32 bytes. Never past the '<': to look at all that is left once a '<' would
 * take quadratic time. */
static inline const lxb_char_t *
daybook_plain_run(const lxb_char_t *data, const lxb_char_t *end)
{
    static const lxb_char_t stops[] = {0x3C, 0x0D, 0x00};

    for (int i = 0; i < 3 && data < end; i++) {
        const lxb_char_t *stop = (const lxb_char_t *) memchr(data, stops[i], (size_t) (end - data));

        if (stop != NULL) {
            end = stop;
        }
    }

    return end;
}

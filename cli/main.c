#include <bordermap/bordermap.h>

#include <stdio.h>

int main(void)
{
    printf("bordermap %s\n", bm_version());
    return 0;
}
